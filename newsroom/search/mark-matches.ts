import type { Language } from '#i18n/languages';
import { cardsOf } from '#newsroom/articles/list-articles';
import { excerptOf, markWords, partLength } from '#newsroom/search/mark-words';
import type { Match } from '#newsroom/search/match';
import { database } from '#platform/database';

/** How much of a body is looked through for an excerpt, in characters. */
const EXCERPT_FROM = 8_000;

/** An article and the places of its words that are to be marked: none while its words are still to be made anew. */
type Found = { id: number; matched: Set<number> };

/**
 * Articles as matches, with words marked, in the same order; an excerpt of the body where neither headline nor
 * standfirst has any of them. An article that is gone meanwhile is left out.
 */
export async function markMatches(language: Language, found: readonly Found[]): Promise<Match[]> {
  const ids = found.map(({ id }) => id);
  const cards = new Map((await cardsOf(language, ids)).map((card) => [card.id, card] as const));
  const marked = found.flatMap(({ id, matched }) => {
    const article = cards.get(id);
    if (!article) return [];
    const standfirstAt = partLength(article.headline);
    const bodyAt = standfirstAt + partLength(article.standfirst);
    const headline = markWords(article.headline, matched, 0);
    const standfirst = markWords(article.standfirst, matched, standfirstAt);
    return [{ article, matched, headline, standfirst, bodyAt }];
  });
  const unmarked = marked.filter(({ headline, standfirst }) => !headline.hasMarks && !standfirst.hasMarks);
  const bodies = await readBodies(unmarked.map(({ article }) => article.id));
  return marked.map(({ article, matched, headline, standfirst, bodyAt }) => ({
    article,
    headline: headline.text,
    excerpt: excerptOf(bodies.get(article.id) ?? '', matched, bodyAt) ?? standfirst.text,
  }));
}

async function readBodies(ids: readonly number[]): Promise<Map<number, string>> {
  if (ids.length === 0) return new Map();
  const rows = await database().$queryRaw<{ id: number; text: string }[]>`
    SELECT id, left(body_text, ${EXCERPT_FROM}) AS text FROM article WHERE id = ANY (${ids})`;
  return new Map(rows.map(({ id, text }) => [id, text]));
}
