import type { Language } from '#i18n/languages';
import type { ArticleCard } from '#newsroom/articles/article';
import type { Cursor } from '#newsroom/articles/cursor';
import { STORY_KINDS, type StoryKind, shownKind } from '#newsroom/articles/kinds';
import { cardsOf } from '#newsroom/articles/list-articles';
import { latestKey, listKey, topicsKey } from '#newsroom/surrogate-keys';
import { database, type Sql, sql, sqlList, sqlNothing } from '#platform/database';
import { dependOn } from '#platform/reads';

/** What a list is narrowed to, all of it at once. `since` and `until` are instants of publication, `until` left out. */
export type StoryFilter = {
  section?: string;
  tag?: string;
  author?: string;
  kind?: StoryKind;
  since?: Date;
  until?: Date;
};

/** So many articles are looked at for one page at most, however few of them match. */
const LOOKED_AT = 1_000;

const USUAL_KIND = shownKind('');

type Ids = { section?: number; tag?: number; author?: number };
type Row = { id: number; publishedAt: Date; isHit: boolean; seen: number };

/**
 * Published articles of a language that match every part of a filter, newest first, from just after `before` on. A page
 * may have fewer than `limit` (1 to 100), even none, while there are more: they end where `next` is null. Of what is
 * rare in a large archive a page so costs no more than of what is frequent. Pages never shift. A key that does not exist
 * gives an empty list.
 */
export async function listStories(
  language: Language,
  filter: StoryFilter,
  { before, limit }: { before?: Cursor | undefined; limit: number },
): Promise<{ articles: ArticleCard[]; next: Cursor | null }> {
  nameReads(language, filter);
  const ids = await findIds(filter);
  if (!ids) return { articles: [], next: null };
  const place = sql`
    ${before ? sql`AND (published_at, id) < (${before.publishedAt}, ${before.id}::int)` : sqlNothing}
    ${filter.since ? sql`AND published_at >= ${filter.since}` : sqlNothing}
    ${filter.until ? sql`AND published_at < ${filter.until}` : sqlNothing}`;
  const rest = matches(ids, filter.kind);
  const lookedAt = rest.length > 0 ? LOOKED_AT : limit + 1;
  const rows = await database().$queryRaw<Row[]>`
    WITH candidate AS MATERIALIZED (
      SELECT id, published_at FROM ${inOrder(language, ids)} AS listed (id, published_at)
      WHERE true ${place}
      ORDER BY published_at DESC, id DESC LIMIT ${lookedAt}
    ), hit AS (
      SELECT candidate.* FROM candidate
      JOIN article ON article.id = candidate.id JOIN story ON story.id = article.story_id
      WHERE ${sqlList([sql`true`, ...rest], ' AND ')}
      ORDER BY candidate.published_at DESC, candidate.id DESC LIMIT ${limit + 1}
    ), seen AS (SELECT count(*)::int AS seen FROM candidate)
    SELECT id, published_at AS "publishedAt", true AS "isHit", seen FROM hit, seen
    UNION ALL
    (SELECT id, published_at, false, seen FROM candidate, seen ORDER BY published_at, id LIMIT 1)
    ORDER BY 3 DESC, 2 DESC, 1 DESC`;
  const hits = rows.filter(({ isHit }) => isHit);
  const articles = await cardsOf(
    language,
    hits.slice(0, limit).map(({ id }) => id),
  );
  return { articles, next: nextOf(hits, limit, lookedAt, rows.at(-1)) };
}

/** Where the list goes on: after the last hit, or where looking ended before there were enough. */
function nextOf(hits: Row[], limit: number, lookedAt: number, last: Row | undefined): Cursor | null {
  const from = hits.length > limit ? hits[limit - 1] : last && last.seen >= lookedAt ? last : undefined;
  return from ? { publishedAt: from.publishedAt, id: from.id } : null;
}

function nameReads(language: Language, { section, tag, author, kind }: StoryFilter): void {
  if (section) dependOn(listKey('section', section, language));
  if (tag) dependOn(listKey('tag', tag, language));
  if (author) dependOn(listKey('author', author, language));
  if (!section && !tag && !author) dependOn(latestKey(language));
  // Another kind of a story touches no list, but this.
  if (kind) dependOn(topicsKey(language));
}

/** The ids of the keys of a filter; null where one does not exist. */
async function findIds({ section, tag, author }: StoryFilter): Promise<Ids | null> {
  const [row] = await database().$queryRaw<{ section: number | null; tag: number | null; author: number | null }[]>`
    SELECT (SELECT id FROM section WHERE key = ${section ?? null}) AS section,
      (SELECT id FROM tag WHERE key = ${tag ?? null}) AS tag,
      (SELECT id FROM author WHERE key = ${author ?? null}) AS author`;
  const { section: sectionId = null, tag: tagId = null, author: authorId = null } = row ?? {};
  if ((section && sectionId === null) || (tag && tagId === null) || (author && authorId === null)) return null;
  return {
    ...(sectionId !== null && { section: sectionId }),
    ...(tagId !== null && { tag: tagId }),
    ...(authorId !== null && { author: authorId }),
  };
}

/** The narrowest list that an index has in order, as rows of (id, published_at). */
function inOrder(language: Language, { section, tag, author }: Ids): Sql {
  const filed = (kind: string, id: number) => sql`(
    SELECT article_id, published_at FROM filed_article
    WHERE kind = ${kind} AND topic_id = ${id} AND language = ${language})`;
  if (author !== undefined) return filed('author', author);
  if (tag !== undefined) return filed('tag', tag);
  return sql`(
    SELECT id, published_at FROM article WHERE language = ${language} AND state = 'published'
    ${section === undefined ? sqlNothing : sql`AND section_id = ${section}`})`;
}

/** What a candidate has to be besides. A kind that this version does not know is shown as an article. */
function matches({ section, tag, author }: Ids, kind: StoryKind | undefined): Sql[] {
  const others = STORY_KINDS.filter((known) => known !== USUAL_KIND);
  return [
    section !== undefined && (tag !== undefined || author !== undefined) && sql`article.section_id = ${section}`,
    tag !== undefined &&
      author !== undefined &&
      sql`EXISTS (SELECT FROM story_tag WHERE story_tag.story_id = story.id AND tag_id = ${tag})`,
    kind !== undefined &&
      (kind === USUAL_KIND ? sql`story.kind NOT IN (${sqlList(others)})` : sql`story.kind = ${kind}`),
  ].filter((condition) => condition !== false);
}
