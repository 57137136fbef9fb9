import DataLoader from 'dataloader';

/** Requests for counts that come within so many milliseconds are one query. */
const BATCH_MS = 5;
/** Most articles in one query. */
const BATCH_LIMIT = 100;

/** Counts views, those of many articles in one query. Undefined where they cannot be counted just now. */
export function viewCounter(
  count: (articles: readonly number[]) => Promise<Map<number, number>>,
): (article: number) => Promise<number | undefined> {
  const loader = new DataLoader<number, number>(
    async (articles) => {
      const counts = await count(articles);
      return articles.map((article) => counts.get(article) ?? 0);
    },
    { cache: false, maxBatchSize: BATCH_LIMIT, batchScheduleFn: (load) => void setTimeout(load, BATCH_MS) },
  );
  return (article) => loader.load(article).catch(() => undefined);
}
