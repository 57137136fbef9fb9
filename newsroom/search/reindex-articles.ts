import { setTimeout as sleep } from 'node:timers/promises';
import { WORD_RULES } from '#i18n/words';
import { indexArticles } from '#newsroom/search/index-articles';
import { connect } from '#platform/database';

const STEP = 50;
/** While a web process is at it, milliseconds. */
const PAUSE_MS = 50;
/** From so many articles on their words are counted once, in the end: counting them step by step takes twice as long. */
const MANY = 2_000;
/** Counting the words of a large archive takes minutes, milliseconds. */
const COUNTING_MS = 1_800_000;

/**
 * Makes the words of all articles that wait for it: of every published one where the rules of what a word is have
 * changed since (WORD_RULES). In steps, newest article first; pages and searches work meanwhile, and cut short it goes
 * on where it was. At the end the words are counted anew if the rules have changed, or many articles wait: what says so
 * is written before the first of them. `progress` is told how many are done, of about how many. Returns how many that
 * were.
 */
export async function reindexArticles(
  databaseUrl: string,
  progress: (done: number, total: number) => void,
  many = MANY,
): Promise<number> {
  const client = connect(databaseUrl, { statement_timeout: COUNTING_MS, query_timeout: COUNTING_MS, max: 1 });
  try {
    await client.$executeRaw`
      WITH outdated AS (UPDATE search.rules SET queued = ${WORD_RULES} WHERE queued < ${WORD_RULES} RETURNING queued)
      SELECT search.reindex() FROM outdated`;
    await dropRepeated(client);
    const [{ total } = { total: 0 }] = await client.$queryRaw<{ total: number }[]>`
      SELECT count(*)::integer AS total FROM search.pending`;
    if (total > many) await client.$executeRaw`UPDATE search.rules SET counted = least(counted, queued - 1)`;
    const [{ isCounted } = { isCounted: true }] = await client.$queryRaw<{ isCounted: boolean }[]>`
      SELECT counted >= queued AS "isCounted" FROM search.rules`;
    const done = await indexAll(client, isCounted, (indexed) => progress(indexed, total));
    // Takes out words that articles have only by earlier rules, now that none of them is left.
    await client.$executeRaw`
      WITH uncounted AS (UPDATE search.rules SET counted = queued WHERE counted < queued RETURNING counted)
      SELECT search.recount_words() FROM uncounted`;
    return done;
  } finally {
    await client.$disconnect();
  }
}

/** An import queues an article when it is made and when its links are: the last entry tells of all. */
async function dropRepeated(client: ReturnType<typeof connect>): Promise<void> {
  await client.$executeRaw`
    DELETE FROM search.pending p USING (
      SELECT article_id, max(id) AS last FROM search.pending GROUP BY article_id HAVING count(*) > 1
    ) repeated
    WHERE p.article_id = repeated.article_id AND p.id < repeated.last`;
}

async function indexAll(
  client: ReturnType<typeof connect>,
  isCounted: boolean,
  progress: (done: number) => void,
): Promise<number> {
  let done = 0;
  while ((await client.$queryRaw<object[]>`SELECT id FROM search.pending LIMIT 1`).length > 0) {
    const indexed = await indexArticles(STEP, client, { isCounted });
    if (indexed === 0) await sleep(PAUSE_MS);
    done += indexed;
    progress(done);
  }
  return done;
}
