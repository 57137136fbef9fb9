import { frontAddress, postAddress } from '#i18n/addresses';
import { longDate } from '#i18n/dates';
import { isLanguage, type Language } from '#i18n/languages';
import { letterWords } from '#i18n/letter-words';
import type { ArticleCard } from '#newsroom/articles/article';
import { cardsOf } from '#newsroom/articles/list-articles';
import { isLetterKind, type LetterKind, type LetterState } from '#newsroom/letters/kinds';
import type { LetterContent, LetterCorrection, LetterStory } from '#newsroom/letters/rendering/letter-content';
import { findSite } from '#newsroom/letters/settings/find-letter-settings';
import { type Chosen, chooseStories } from '#newsroom/letters/writing/choose-stories';
import { renditionFile, renditionSizes } from '#newsroom/media/picture';
import { database } from '#platform/database';

/** A letter as it is worked on. */
export type Letter = {
  id: number;
  kind: LetterKind;
  language: Language;
  occasion: string;
  articleId: number | null;
  dueAt: Date;
  state: LetterState;
  isByHand: boolean;
  subject: string;
  intro: string;
  version: number;
  startedAt: Date | null;
};

/** What is in a letter, in its order. */
export type LetterItem = Chosen & { line: string };

export async function findLetter(id: number): Promise<Letter | null> {
  const row = await database().letter.findUnique({
    where: { id },
    select: {
      ...{ id: true, kind: true, language: true, occasion: true, articleId: true, dueAt: true, state: true },
      ...{ isByHand: true, subject: true, intro: true, version: true, startedAt: true },
    },
  });
  return row && isLanguage(row.language) && isLetterKind(row.kind)
    ? { ...row, kind: row.kind, language: row.language, state: row.state as LetterState }
    : null;
}

/** What is in a letter: what somebody has chosen, or what was sent; else what there is by now. */
export async function listItems(letter: Letter): Promise<LetterItem[]> {
  if (letter.isByHand || letter.startedAt)
    return database().letterItem.findMany({
      where: { letterId: letter.id },
      orderBy: { position: 'asc' },
      select: { articleId: true, noteId: true, line: true },
    });
  if (letter.articleId !== null) return [{ articleId: letter.articleId, noteId: null, line: '' }];
  return (await chooseStories(letter)).map((chosen) => ({ ...chosen, line: '' }));
}

/** Everything that a letter says. Stories that readers no longer have are left out. */
export async function composeLetter(letter: Letter, items: readonly LetterItem[]): Promise<LetterContent> {
  const { kind, language } = letter;
  const [words, site, cards, notes, settings] = await Promise.all([
    letterWords(language),
    findSite(language),
    publishedCards(language, items),
    listNotes(items),
    database().letterSettings.findUnique({ where: { id: 1 }, select: { postalAddress: true } }),
  ]);
  const stories = items.flatMap(({ articleId, noteId, line }) => {
    const card = noteId === null ? cards.get(articleId) : undefined;
    return card ? [storyOf(card, line, language, site.url)] : [];
  });
  const corrections = items.flatMap(({ articleId, noteId, line }): LetterCorrection[] => {
    const [card, note] = [cards.get(articleId), noteId === null ? undefined : notes.get(noteId)];
    if (!card || !note || noteId === null) return [];
    const url = site.url + postAddress(language, card.slug);
    return [{ noteId, text: line || note.text, headline: card.headline, url, wasInLetter: note.wasInLetter }];
  });
  return {
    ...{ kind, language, intro: letter.intro, stories, corrections },
    day: longDate(letter.dueAt, language, site.timeZone),
    subject: letter.subject || stories[0]?.headline || words('letterMail.corrections'),
    site: { name: site.name, url: site.url + frontAddress(language), accent: site.accent },
    postalAddress: settings?.postalAddress ?? '',
  };
}

async function publishedCards(language: Language, items: readonly LetterItem[]): Promise<Map<number, ArticleCard>> {
  const ids = [...new Set(items.map(({ articleId }) => articleId))];
  const published = await database().article.findMany({
    where: { id: { in: ids }, state: 'published', language },
    select: { id: true },
  });
  const cards = await cardsOf(
    language,
    published.map(({ id }) => id),
  );
  return new Map(cards.map((card) => [card.id, card]));
}

type Note = { id: number; text: string; wasInLetter: boolean };

async function listNotes(items: readonly LetterItem[]): Promise<Map<number, Note>> {
  const ids = items.flatMap(({ noteId }) => noteId ?? []);
  if (ids.length === 0) return new Map();
  const rows = await database().$queryRaw<Note[]>`
    SELECT n.id, n.text, EXISTS (
      SELECT FROM letter_item i JOIN letter l ON l.id = i.letter_id
      WHERE i.article_id = n.article_id AND i.note_id IS NULL AND l.started_at < n.at
    ) AS "wasInLetter"
    FROM article_note n WHERE n.id = ANY (${ids}::int[])`;
  return new Map(rows.map((row) => [row.id, row]));
}

function storyOf(card: ArticleCard, line: string, language: Language, url: string): LetterStory {
  const { id, headline, slug, section, standfirst, lead } = card;
  const size = lead && renditionSizes(lead, 'wide').findLast(({ width }) => width <= 1_320);
  return {
    ...{ id, headline, section: section.name, summary: line || standfirst, url: url + postAddress(language, slug) },
    picture:
      lead && size
        ? { url: `${url}/media/${renditionFile(lead, 'wide', size.width, 'jpg')}`, ...size, alt: lead.alt }
        : null,
  };
}
