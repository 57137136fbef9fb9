import { postAddress } from '#i18n/addresses';
import { DEFAULT_LANGUAGE, type Language } from '#i18n/languages';
import { chooseSlugs, plainSlug, type WantedSlug } from '#newsroom/transfer/apply/choose-slugs';
import { earlierOutcome } from '#newsroom/transfer/apply/earlier-outcome';
import { type Filing, filingOf } from '#newsroom/transfer/apply/filing';
import { lostInText } from '#newsroom/transfer/apply/lost-in-text';
import { newIds } from '#newsroom/transfer/apply/new-ids';
import { notKept } from '#newsroom/transfer/apply/not-kept';
import { type Publication, publicationOf } from '#newsroom/transfer/apply/publication';
import { type ReadText, readTexts, worstOf } from '#newsroom/transfer/apply/read-texts';
import { saveArticles } from '#newsroom/transfer/apply/save-articles';
import { importedLanguage } from '#newsroom/transfer/run/import-language';
import type { ImportReason } from '#newsroom/transfer/run/import-reasons';
import { type ImportRun, leftOut, type Outcome, taken, type WaitingItem } from '#newsroom/transfer/run/import-run';
import type { Known, KnownStory } from '#newsroom/transfer/run/ledger';
import { oneLine } from '#newsroom/transfer/source/one-line';
import type { SourcePost } from '#newsroom/transfer/source/source-item';
import { type RowsBefore, readRowsBefore } from '#newsroom/transfer/undo/rows-before';

type Waiting = WaitingItem<SourcePost>;

/** An article to be made or changed, and everything that comes with it. */
export type ArticleRow = {
  item: Waiting;
  /** As it is remembered: with the number of pictures that are missing, so that a later run may bring them. */
  fingerprint: string;
  language: Language;
  headline: string;
  standfirst: string;
  text: ReadText;
  publication: Publication;
  filing: Filing;
  articleId: number;
  storyId: number;
  /** Whether the story is made with it, else it is one of a translation, or of the article that is changed. */
  isNewStory: boolean;
  slug: string;
  slugChosen: boolean;
  /** Of an article that is changed. */
  before?: RowsBefore['before'];
};

const HEADLINE_LENGTH = 300;
const STANDFIRST_LENGTH = 1_000;

/**
 * Takes over posts as articles. Posts that are translations of each other are one story, as long as each is in another
 * language.
 */
export async function applyPosts(run: ImportRun, kind: 'post' | 'page', items: readonly Waiting[]): Promise<void> {
  const outcomes: Outcome[] = [];
  const rows = await decide(run, kind, items, outcomes);
  await saveArticles(run, kind, rows, outcomes);
}

async function decide(
  run: ImportRun,
  kind: 'post' | 'page',
  items: readonly Waiting[],
  outcomes: Outcome[],
): Promise<ArticleRow[]> {
  const known = await run.ledger.find(
    kind,
    items.map(({ sourceId }) => sourceId),
  );
  const inOwnLanguage = languagesOf(run, items, known, outcomes);
  const texts = await readTexts(run, inOwnLanguage);
  const read = [...inOwnLanguage.keys()].map((item) => {
    const missing = texts.get(item)?.missing ?? 0;
    return missing > 0 ? { ...item, fingerprint: `${item.fingerprint}~${missing}`, of: item } : { ...item, of: item };
  });
  const before = await readRowsBefore(run, kind, read, known);
  const left = read.filter((item) => {
    const earlier = earlierOutcome(run, item, known.get(item.sourceId), before.get(item.sourceId));
    if (earlier) outcomes.push(earlier);
    return !earlier;
  });
  const posts = left.map(({ of }) => of.payload);
  const [terms, authors, stories, storyId, articleId] = await Promise.all([
    run.ledger.find(
      'term',
      posts.flatMap((post) => post.terms),
    ),
    run.ledger.find(
      'author',
      posts.flatMap((post) => post.authors),
    ),
    kind === 'post' ? storiesOf(run, posts) : new Map(),
    newIds(run, 'story', left.length),
    newIds(run, 'article', left.length),
  ]);
  const now = new Date();
  const rows = left.flatMap(({ of: item, fingerprint }) => {
    const text = texts.get(item);
    const language = inOwnLanguage.get(item);
    if (!text || !language) return [];
    const { filing, reasons, ...texted } = shaped(run, item.payload, { text, terms, authors, now });
    const earlier = known.get(item.sourceId);
    const place = earlier
      ? {
          articleId: Number(earlier.resourceId),
          storyId: 0,
          isNewStory: false,
          before: before.get(item.sourceId)?.before,
        }
      : { articleId: articleId(), ...placeOf(run, item.payload, { language, stories, storyId, reasons }) };
    outcomes.push(outcomeOf(item.position, text, earlier ? [...reasons, 'updated'] : reasons, place));
    return [
      {
        item,
        fingerprint,
        language,
        text,
        filing,
        ...texted,
        ...place,
        slug: '',
        slugChosen: item.payload.slug !== '',
      },
    ];
  });
  return withSlugs(run, rows, outcomes);
}

/** The story of each group of translations that is here already, known by its name or by one of its posts. */
async function storiesOf(run: ImportRun, posts: readonly SourcePost[]): Promise<Map<string, KnownStory>> {
  const stories = await run.ledger.findStories(posts.flatMap(({ translationGroup }) => translationGroup ?? []));
  const unknown = posts.filter(({ translationGroup }) => translationGroup && !stories.has(translationGroup));
  const byPost = await run.ledger.findStoriesOf(unknown.flatMap(({ translations }) => translations ?? []));
  for (const { translationGroup = '', translations = [] } of unknown) {
    const story = translations.flatMap((id) => byPost.get(id) ?? [])[0];
    if (story && !stories.has(translationGroup)) stories.set(translationGroup, story);
  }
  return stories;
}

/** The items that go on, with their languages; how the others end is added to `outcomes`. */
function languagesOf(
  run: ImportRun,
  items: readonly Waiting[],
  known: Map<string, Known>,
  outcomes: Outcome[],
): Map<Waiting, Language> {
  const seen = new Set<string>();
  const inOwn = new Map<Waiting, Language>();
  for (const item of items) {
    const { position, sourceId, fingerprint, payload } = item;
    const here = known.get(sourceId);
    const code = payload.language ?? run.language;
    const language = code ? importedLanguage(code, run.options) : (run.options.language ?? DEFAULT_LANGUAGE);
    if (seen.has(sourceId) || here?.importId === run.id) outcomes.push(leftOut(position, 'duplicate'));
    else if (here?.fingerprint === fingerprint) outcomes.push(leftOut(position, 'unchanged'));
    else if (!here && payload.status === 'trash') outcomes.push(leftOut(position, 'trash'));
    else if (!language) outcomes.push(leftOut(position, 'language-not-on'));
    else inOwn.set(item, language);
    seen.add(sourceId);
  }
  return inOwn;
}

type Found = { text: ReadText; terms: Map<string, Known>; authors: Map<string, Known>; now: Date };

/** What a post becomes, with the reasons why it is not as it was. */
function shaped(run: ImportRun, post: SourcePost, { text, terms, authors, now }: Found) {
  const [headline, isHeadlineCut] = cutLine(post.title, HEADLINE_LENGTH);
  const [standfirst, isStandfirstCut] = cutLine(post.standfirst, STANDFIRST_LENGTH);
  const publication = publicationOf(post, { hasTitle: headline !== '', hasText: text.body.length > 0 }, now);
  const { unknown, ...filing } = filingOf(run, post, { terms, authors, body: text.body });
  const reasons: ImportReason[] = [
    publication.note !== 'draft' && publication.note,
    ...lostInText(text),
    (isHeadlineCut || isStandfirstCut) && ('shortened' as const),
    unknown && ('filed-otherwise' as const),
    ...notKept(post),
  ].filter((reason) => reason !== undefined && reason !== false);
  return { headline, standfirst, publication, filing, reasons: reasons };
}

/** A text in one line, and whether it had to be cut. */
function cutLine(text: string, longest: number): [string, boolean] {
  const line = oneLine(text);
  return [line.slice(0, longest), line.length > longest];
}

/** The story that a new article belongs to: its translations' one, unless that is told in its language already. */
function placeOf(
  run: ImportRun,
  { translationGroup }: SourcePost,
  found: { language: Language; stories: Map<string, KnownStory>; storyId: () => number; reasons: ImportReason[] },
): { storyId: number; isNewStory: boolean } {
  const { language, stories } = found;
  const story = translationGroup ? stories.get(translationGroup) : undefined;
  if (story && !story.languages.has(language)) {
    story.languages.add(language);
    return { storyId: story.storyId, isNewStory: false };
  }
  if (story) found.reasons.push('second-in-its-language');
  const storyId = found.storyId();
  if (translationGroup && !story) {
    const begun = { storyId, languages: new Set([language]) };
    stories.set(translationGroup, begun);
    if (run.isDryRun) run.ledger.planStory(translationGroup, begun);
  }
  return { storyId, isNewStory: true };
}

function outcomeOf(
  position: number,
  text: ReadText,
  reasons: ImportReason[],
  { before }: { before?: unknown },
): Outcome {
  const altered = reasons.filter((reason) => reason !== 'updated');
  return {
    ...taken(position, altered),
    reasons,
    words: text.words,
    hasOpenLinks: text.hasFormerLinks,
    ...(text.leftOut.length > 0 && { remainder: worstOf(text.leftOut) }),
    ...(before !== undefined && { before }),
  };
}

/** Gives the new ones their slugs. */
async function withSlugs(run: ImportRun, rows: ArticleRow[], outcomes: readonly Outcome[]): Promise<ArticleRow[]> {
  const made = rows.filter(({ before }) => before === undefined);
  const wanted = made.map(({ articleId, language, headline, item }): WantedSlug => {
    return { articleId, language, slug: item.payload.slug, title: headline };
  });
  const slugs = await chooseSlugs(run, wanted);
  const byPosition = new Map(outcomes.map((outcome) => [outcome.position, outcome]));
  return rows.map((row) => {
    const slug = slugs.get(row.articleId);
    if (slug === undefined || row.before !== undefined) return row;
    const { slug: former } = row.item.payload;
    const outcome = byPosition.get(row.item.position);
    if (outcome) outcome.became = postAddress(row.language, slug);
    if (outcome && former !== '' && slug !== former) {
      outcome.outcome = 'changed';
      outcome.reasons.push(slug === plainSlug(former, row.headline, row.language) ? 'slug-made' : 'slug-taken');
    }
    return { ...row, slug };
  });
}
