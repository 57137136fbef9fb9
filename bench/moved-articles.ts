import { Client } from 'pg';
import { parseBody, searchTextOf } from '#blocks/body';

/** An article as it is stored. */
export type ArticleRow = {
  language: string;
  slug: string;
  headline: string;
  standfirst: string;
  state: string;
  published_at: Date | null;
  body: unknown;
  translations: string;
  authors: string[];
};

/** All articles of a database that are not in the trash. */
export async function articlesAt(url: string): Promise<ArticleRow[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<ArticleRow>(`
    SELECT language, slug, headline, standfirst, state, published_at, body,
      (SELECT count(*) FROM article b WHERE b.story_id = a.story_id) AS translations,
      ARRAY(SELECT key FROM story_author JOIN author ON id = author_id WHERE story_id = a.story_id ORDER BY 1) AS authors
    FROM article a WHERE removed_at IS NULL ORDER BY id`);
  await client.end();
  return rows;
}

/** The words of a stored body, without those that name what is embedded. */
export function wordsOf(body: unknown): string[] {
  return searchTextOf(parseBody(body).filter(({ type }) => type !== 'embed'))
    .split(/\s+/)
    .filter(Boolean);
}

/** What is not as it was, by what it is, of articles that have been elsewhere; a `lost` field is not compared. */
export function differences(
  before: readonly ArticleRow[],
  after: readonly ArticleRow[],
  lost?: 'translations',
): Record<string, string[]> {
  const found: Record<string, string[]> = {};
  const note = (what: string, { language, slug }: ArticleRow) => {
    found[what] = [...(found[what] ?? []), `${language}/${slug}`];
  };
  const pictures = (body: unknown) => new Set(JSON.stringify(body).match(/"[0-9a-f]{20}"/g)).size;
  for (const one of before) {
    const other = after.find(({ slug, language }) => slug === one.slug && language === one.language);
    if (!other) {
      note('missing', one);
      continue;
    }
    for (const field of ['headline', 'standfirst', 'state', 'translations'] as const)
      if (field !== lost && one[field] !== other[field]) note(field, one);
    if (one.published_at?.toISOString().slice(0, 19) !== other.published_at?.toISOString().slice(0, 19))
      note('date', one);
    if (one.authors.join() !== other.authors.join()) note('authors', one);
    if (pictures(one.body) !== pictures(other.body)) note('pictures', one);
    const kept = new Set(wordsOf(other.body));
    if (wordsOf(one.body).some((word) => !kept.has(word))) note('words', one);
  }
  return found;
}
