import type { Language } from '#i18n/languages';
import type { ArticleCard } from '#newsroom/articles/article';
import type { Cursor } from '#newsroom/articles/cursor';
import type { Day } from '#newsroom/articles/day';
import { isLive, shownKind } from '#newsroom/articles/kinds';
import { pictureColumns, toPicture } from '#newsroom/media/list-pictures';
import { cardKey, latestKey, listKey, monthKeysNear, SITE } from '#newsroom/surrogate-keys';
import { now } from '#platform/clock';
import { database, sql } from '#platform/database';
import { dependOn, validToday } from '#platform/reads';

function cardColumns(language: Language) {
  return {
    id: true,
    slug: true,
    headline: true,
    standfirst: true,
    publishedAt: true,
    section: { select: { key: true, texts: { where: { language }, select: { name: true } } } },
    story: { select: { kind: true, lead: pictureColumns(language), liveBlog: { select: { closedAt: true } } } },
  } as const;
}

type Row = {
  id: number;
  slug: string;
  headline: string;
  standfirst: string;
  publishedAt: Date | null;
  section: { key: string; texts: { name: string }[] };
  story: {
    kind: string;
    lead: Parameters<typeof toPicture>[0] | null;
    liveBlog: { closedAt: Date | null } | null;
  };
};

const DAY_MS = 86_400_000;

function toCard({ story, section, publishedAt, ...row }: Row): ArticleCard {
  // Sections are named by the site.
  dependOn(cardKey(row.id), SITE);
  // Of what is of today lists say the hour, tomorrow the day.
  if (publishedAt && now().getTime() - publishedAt.getTime() < DAY_MS) validToday();
  return {
    ...row,
    kind: shownKind(story.kind),
    isLive: isLive(story),
    publishedAt: publishedAt ?? new Date(0),
    section: { key: section.key, name: section.texts[0]?.name ?? section.key },
    lead: story.lead && toPicture(story.lead),
  };
}

/** Cards of articles by id, in the order of the ids. Ids that do not exist are left out. */
export async function cardsOf(language: Language, ids: readonly number[]): Promise<ArticleCard[]> {
  if (ids.length === 0) return [];
  const rows = await database().article.findMany({
    where: { id: { in: [...ids] } },
    relationLoadStrategy: 'join',
    select: cardColumns(language),
  });
  const cards = new Map(rows.map((row) => [row.id, toCard(row)]));
  return ids.flatMap((id) => cards.get(id) ?? []);
}

/**
 * Narrows a list to a section, a tag or an author, by key, or to a day of the paper's own zone; to one of them at most.
 */
export type ArticleFilter = { section?: string; tag?: string; author?: string; day?: Day };

/**
 * Published articles of a language, newest first, from just after `before` on. `next` is where the following page
 * starts, or null on the last. Pages never shift: the cursor is the last article seen, not a count. `limit` is 1 to
 * 100.
 */
export async function listArticles(
  language: Language,
  filter: ArticleFilter,
  { before, limit }: { before?: Cursor; limit: number },
): Promise<{ articles: ArticleCard[]; next: Cursor | null }> {
  const narrowed = await narrow(filter, language, { before, limit });
  if (!narrowed) return { articles: [], next: null };
  const rows = await database().article.findMany({
    where: {
      language,
      state: 'published',
      AND: [
        narrowed,
        before
          ? {
              publishedAt: { lte: before.publishedAt },
              OR: [{ publishedAt: { lt: before.publishedAt } }, { id: { lt: before.id } }],
            }
          : {},
      ],
    },
    orderBy: [{ publishedAt: 'desc' }, { id: 'desc' }],
    // One more than asked for tells whether there is a further page.
    take: limit + 1,
    relationLoadStrategy: 'join',
    select: cardColumns(language),
  });
  const articles = rows.slice(0, limit).map(toCard);
  // Whether there is a further page hangs on this one.
  for (const { id } of rows.slice(limit)) dependOn(cardKey(id));
  const last = articles.at(-1);
  return { articles, next: last && rows.length > limit ? { publishedAt: last.publishedAt, id: last.id } : null };
}

/**
 * A filter by ids instead of keys, or null where a key does not exist. Looked up beforehand because only with the
 * section's id at hand can PostgreSQL take the index that has the section's articles in order.
 */
async function narrow(
  { section, tag, author, day }: ArticleFilter,
  language: Language,
  page: { before?: Cursor | undefined; limit: number },
) {
  const byKey = (key: string) => ({ where: { key }, select: { id: true } }) as const;
  if (section) {
    dependOn(listKey('section', section, language));
    const row = await database().section.findUnique(byKey(section));
    return row && { sectionId: row.id };
  }
  if (tag) {
    dependOn(listKey('tag', tag, language));
    const row = await database().tag.findUnique(byKey(tag));
    return row && { id: { in: await listFiled('tag', row.id, language, page) } };
  }
  if (author) {
    dependOn(listKey('author', author, language));
    const row = await database().author.findUnique(byKey(author));
    return row && { id: { in: await listFiled('author', row.id, language, page) } };
  }
  if (day) {
    const [row] = await database().$queryRaw<{ begun: Date; over: Date }[]>`
      SELECT ${day}::date::timestamp AT TIME ZONE zone AS begun, (${day}::date + 1)::timestamp AT TIME ZONE zone AS over
      FROM (SELECT coalesce((SELECT time_zone FROM site_settings), 'UTC') AS zone) AS paper`;
    if (row) dependOn(SITE, ...monthKeysNear(language, row.begun, row.over));
    return row && { publishedAt: { gte: row.begun, lt: row.over } };
  }
  dependOn(latestKey(language));
  return {};
}

/** Ids of a page of a tag's or author's articles, and of one more. */
async function listFiled(
  kind: 'tag' | 'author',
  topicId: number,
  language: Language,
  { before, limit }: { before?: Cursor | undefined; limit: number },
): Promise<number[]> {
  const rows = await database().$queryRaw<{ id: number }[]>`
    SELECT article_id AS id FROM filed_article
    WHERE kind = ${kind} AND topic_id = ${topicId} AND language = ${language}
      AND ${before ? sql`(published_at, article_id) < (${before.publishedAt}, ${before.id}::int)` : sql`true`}
    ORDER BY published_at DESC, article_id DESC LIMIT ${limit + 1}`;
  return rows.map(({ id }) => id);
}
