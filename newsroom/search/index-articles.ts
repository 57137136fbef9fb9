import { setTimeout as sleep } from 'node:timers/promises';
import { modelNamesIn, type Word, wordsIn } from '#i18n/words';
import { type connect, database, type Prisma } from '#platform/database';
import { log } from '#platform/log';

/** One transaction takes so many entries of the queue, and of long texts only so many characters, or one text. */
const STEP = 20;
const STEP_CHARACTERS = 200_000;

/** Before a search: so many articles at most, and so many looks, milliseconds apart, at one who is just at them. */
const LATEST = 100;
const ATTEMPTS = 10;
const PAUSE_MS = 30;

/** A word has letters only, at least two, and is no longer than this. */
const LONGEST_FORM = 40;
const FORM = new RegExp(`^\\D{2,${LONGEST_FORM}}$`, 'u');

/**
 * Stands behind each part of a text and is taken out at the end: PostgreSQL counts places only up to the last word of a
 * part that it does not leave out, and newsroom/search/mark-words.ts has to know where the next part begins.
 */
const END_OF_PART = ' 0000000000000000';

type Client = ReturnType<typeof connect>;

type ChangedArticle = { id: number; headline: string; standfirst: string; bodyText: string; tags: string[] };

/**
 * Makes the words of articles that have changed, newest change first and any backlog last, and takes them out of the
 * queue: at most `limit` entries. One process at a time does; where another is just at it, or nothing has changed,
 * nothing happens. Without `isCounted` the words are not counted, and whoever asks for that counts all of them in the end
 * (search.recount_words). Returns how many entries it has worked off.
 */
export async function indexArticles(
  limit: number,
  client: Client = database(),
  { isCounted = true } = {},
): Promise<number> {
  // Without the lock: another who has something to do must not find it taken.
  const pending = await client.$queryRaw<object[]>`SELECT id FROM search.pending LIMIT 1`;
  if (pending.length === 0) return 0;
  let done = 0;
  while (done < limit) {
    const step = Math.min(STEP, limit - done);
    const taken = await client.$transaction((transaction) => indexStep(transaction, step, isCounted), {
      timeout: 30_000,
    });
    done += taken;
    if (taken < step) break;
  }
  return done;
}

/**
 * Before a search: makes the words of what was published a moment ago, unless the web processes have come to it, and
 * waits a little for one that is just at it. Never fails a search, which then finds what there is.
 */
export async function indexLatest(): Promise<void> {
  try {
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const latest = await database().$queryRaw<object[]>`
        SELECT id FROM search.pending WHERE NOT is_backlog ORDER BY id DESC LIMIT ${LATEST}`;
      if (latest.length === 0 || (await indexArticles(latest.length)) > 0) return;
      await sleep(PAUSE_MS);
    }
  } catch (error) {
    log().warn({ err: error }, 'changed articles could not be indexed before a search');
  }
}

async function indexStep(transaction: Prisma.TransactionClient, limit: number, isCounted: boolean): Promise<number> {
  const [{ isFree } = { isFree: false }] = await transaction.$queryRaw<{ isFree: boolean }[]>`
    SELECT pg_try_advisory_xact_lock(hashtext('search.pending')) AS "isFree"`;
  if (!isFree) return 0;
  const entries = await transaction.$queryRaw<{ id: bigint; articleId: number }[]>`
    SELECT id, article_id AS "articleId" FROM search.pending ORDER BY is_backlog, id DESC LIMIT ${limit}`;
  if (entries.length === 0) return 0;
  const ids = [...new Set(entries.map(({ articleId }) => articleId))];
  // Read after the queue: what changes from here on is queued again.
  const published = await transaction.$queryRaw<ChangedArticle[]>`
    SELECT a.id, a.headline, a.standfirst, a.body_text AS "bodyText", ARRAY(
      SELECT t.name FROM story_tag s JOIN tag_text t ON t.tag_id = s.tag_id AND t.language = a.language
      WHERE s.story_id = a.story_id ORDER BY t.tag_id
    ) AS tags
    FROM article a WHERE a.id = ANY (${ids}) AND a.state = 'published'`;
  const articles = withinLimit(published);
  await saveWords(transaction, articles, isCounted);
  const postponed = new Set(published.slice(articles.length).map(({ id }) => id));
  const done = entries.filter(({ articleId }) => !postponed.has(articleId));
  const unpublished = ids.filter((id) => !published.some((article) => article.id === id));
  await transaction.$executeRaw`
    WITH withdrawn AS (DELETE FROM search.article WHERE id = ANY (${unpublished}))
    DELETE FROM search.pending WHERE id = ANY (${done.map(({ id }) => String(id))}::text[]::bigint[])`;
  if (isCounted) await countWords(transaction);
  return done.length;
}

/** The first of these articles, as many as the time limit of statements allows for; at least one. */
function withinLimit(articles: readonly ChangedArticle[]): readonly ChangedArticle[] {
  let characters = 0;
  const tooMany = articles.findIndex(({ bodyText }, index) => {
    characters += bodyText.length;
    return index > 0 && characters > STEP_CHARACTERS;
  });
  return tooMany < 0 ? articles : articles.slice(0, tooMany);
}

/**
 * Saves the words with their places, weighted: headline (A), standfirst (B), tags and names like С-300 (C), body (D);
 * and the forms in which they are written.
 */
async function saveWords(
  transaction: Prisma.TransactionClient,
  articles: readonly ChangedArticle[],
  isCounted: boolean,
): Promise<void> {
  if (articles.length === 0) return;
  const parts = articles.map(({ id, ...texts }) => {
    const [headline, standfirst, body, tags] = [
      wordsIn(texts.headline),
      wordsIn(texts.standfirst),
      wordsIn(texts.bodyText),
      wordsIn(texts.tags.join('\n')),
    ];
    const everything = [texts.headline, texts.standfirst, texts.bodyText, ...texts.tags].join('\n');
    return {
      id,
      headline: folded(headline),
      standfirst: folded(standfirst),
      body: folded(body),
      tags: [folded(tags), ...modelNamesIn(everything)].join(' '),
      forms: formsOf([...headline, ...standfirst, ...body, ...tags]),
    };
  });
  await transaction.$executeRaw`
    WITH part AS (
      SELECT a.language, a.section_id, a.published_at, p.*, search.stemming(a.language) AS stemming
      FROM jsonb_to_recordset(${JSON.stringify(parts)}::jsonb)
        AS p (id integer, headline text, standfirst text, body text, tags text, forms text[])
      JOIN article a ON a.id = p.id AND a.state = 'published'
    ), counted AS (
      SELECT language, form, 1 AS stories FROM part, unnest(forms) form WHERE ${isCounted}
      UNION ALL
      SELECT language, form, -1 FROM search.article_forms, unnest(forms) form
      WHERE ${isCounted} AND id IN (SELECT id FROM part)
    ), change AS (
      INSERT INTO search.word_change (language, word, stories)
      SELECT language, form, sum(stories) FROM counted GROUP BY language, form HAVING sum(stories) <> 0
    ), found AS (
      INSERT INTO search.article (id, language, section_id, published_at, words)
      SELECT id, language, section_id, published_at, ts_delete(
        setweight(to_tsvector(stemming, headline || ${END_OF_PART}), 'A')
          || setweight(to_tsvector(stemming, standfirst || ${END_OF_PART}), 'B')
          || setweight(to_tsvector(stemming, body || ${END_OF_PART}), 'D')
          || setweight(to_tsvector(stemming, tags), 'C'),
        ${END_OF_PART.trim()})
      FROM part
      ON CONFLICT (id) DO UPDATE SET language = excluded.language, words = excluded.words
    )
    INSERT INTO search.article_forms (id, language, forms) SELECT id, language, forms FROM part
    ON CONFLICT (id) DO UPDATE SET language = excluded.language, forms = excluded.forms`;
}

async function countWords(transaction: Prisma.TransactionClient): Promise<void> {
  const [row] = await transaction.$queryRaw<{ areMore: boolean }[]>`SELECT search.count_words() AS "areMore"`;
  if (row?.areMore) await countWords(transaction);
}

function folded(words: readonly Word[]): string {
  return words.map((word) => word.folded).join(' ');
}

/** The different ones of some words, as search.article_forms has them. */
function formsOf(words: readonly Word[]): string[] {
  const forms = words.filter(({ written }) => FORM.test(written));
  return [...new Set(forms.map(({ written, folded }) => (written === folded ? written : `${written} ${folded}`)))];
}
