import { isUsed } from '#newsroom/media/find-picture-uses';
import type { DemoResource } from '#newsroom/setup/demo';
import { identifier, type Prisma, type Sql, sql } from '#platform/database';

type Transaction = Prisma.TransactionClient;

/**
 * Deletes some items of the demo, of one kind, that are as they were loaded and that nothing uses, and forgets them.
 * Rows are locked first, so that what is looked at then is what is deleted: nobody edits one in between.
 */
export async function deleteDemoItems(transaction: Transaction, resource: DemoResource, ids: string[]): Promise<void> {
  if (resource === 'story') await lockTexts(transaction, ids);
  await transaction.$queryRaw(LOCK[resource](ids));
  const gone = await transaction.$queryRaw<{ id: string }[]>`
    SELECT resource_id AS id FROM demo_item item
    WHERE resource = ${resource} AND resource_id = ANY (${ids}) AND ${isUnused(resource)}
      AND (made = demo_fingerprint(resource, resource_id) OR ${isThrownAway(resource)})`;
  const goneIds = gone.map(({ id }) => id);
  if (goneIds.length > 0) await DELETE[resource](transaction, goneIds);
  // What somebody has deleted before has gone as well.
  await transaction.$executeRaw`
    UPDATE demo_item SET resource = 'files'
    WHERE resource = 'picture' AND resource = ${resource} AND resource_id = ANY (${goneIds})`;
  await transaction.$executeRaw`
    DELETE FROM demo_item WHERE resource = ${resource} AND resource_id = ANY (${ids})
      AND (resource_id = ANY (${goneIds}) OR demo_fingerprint(resource, resource_id) IS NULL)`;
}

/** Working copies before their articles and stories, as everybody who changes them. */
async function lockTexts(transaction: Transaction, ids: string[]): Promise<void> {
  await transaction.$queryRaw`
    SELECT w.article_id FROM working_copy w JOIN article a ON a.id = w.article_id
    WHERE a.story_id = ANY (${ids.map(Number)}) ORDER BY w.article_id FOR UPDATE OF w`;
}

/** Whoever makes use of a row meanwhile is waited for, and waits. */
const LOCK: Record<DemoResource, (ids: string[]) => Sql> = {
  story: (ids) => sql`SELECT id FROM story WHERE id = ANY (${ids.map(Number)}) ORDER BY id FOR UPDATE`,
  page: (ids) => sql`SELECT key FROM page WHERE key = ANY (${ids}) ORDER BY key FOR UPDATE`,
  ad: (ids) => sql`SELECT id FROM house_ad WHERE id = ANY (${ids.map(Number)}) ORDER BY id FOR UPDATE`,
  'social-link': (ids) => sql`SELECT position FROM social_link WHERE url = ANY (${ids}) ORDER BY position FOR UPDATE`,
  'site-text': (ids) => sql`SELECT id FROM site_settings WHERE ${ids.length} > 0 FOR UPDATE`,
  author: (ids) => sql`SELECT id FROM author WHERE id = ANY (${ids.map(Number)}) ORDER BY id FOR UPDATE`,
  tag: (ids) => sql`SELECT id FROM tag WHERE id = ANY (${ids.map(Number)}) ORDER BY id FOR UPDATE`,
  section: (ids) => sql`SELECT id FROM section WHERE id = ANY (${ids.map(Number)}) ORDER BY id FOR UPDATE`,
  picture: (ids) => sql`SELECT id FROM picture WHERE id = ANY (${ids}::char(20)[]) ORDER BY id FOR UPDATE`,
};

/** Whether all of a story lies in the trash, with texts that nobody has changed: it was to go anyway. */
function isThrownAway(resource: DemoResource): Sql {
  if (resource !== 'story') return sql`false`;
  return sql`NOT EXISTS (
    SELECT FROM article a JOIN working_copy w ON w.article_id = a.id JOIN story s ON s.id = a.story_id
    WHERE a.story_id = item.resource_id::integer AND (a.removed_at IS NULL OR w.version > 1 OR s.version > 1)
  )`;
}

/** Whether nothing of the newspaper's own uses an item; what an import, a redirect or a menu leads to is in use too. */
function isUnused(resource: DemoResource): Sql {
  const id = sql`item.resource_id::integer`;
  switch (resource) {
    case 'author':
      return isUnusedTopic(resource, sql`SELECT FROM story_author WHERE author_id = ${id}`);
    case 'tag':
      return isUnusedTopic(
        resource,
        sql`SELECT FROM story_tag WHERE tag_id = ${id} UNION ALL SELECT FROM former_tag WHERE tag_id = ${id}`,
      );
    case 'section':
      return isUnusedTopic(
        resource,
        sql`SELECT FROM story WHERE section_id = ${id} UNION ALL SELECT FROM article WHERE section_id = ${id}`,
      );
    case 'picture':
      return sql`NOT ${isUsed(sql`item.resource_id::char(20)`)}`;
    case 'page':
      return sql`NOT EXISTS (SELECT FROM menu_item m WHERE m.kind = 'page' AND m.target = item.resource_id)`;
    default:
      return sql`true`;
  }
}

function isUnusedTopic(kind: 'author' | 'tag' | 'section', uses: Sql): Sql {
  return sql`(
    NOT EXISTS (${uses})
    AND NOT EXISTS (
      SELECT FROM imported_item i WHERE i.resource = ${kind} AND i.resource_id = item.resource_id)
    AND NOT EXISTS (
      SELECT FROM ${identifier(kind)} t JOIN redirect r ON r.target = t.key AND r.kind = ${kind}::"RedirectKind"
      WHERE t.id = item.resource_id::integer)
    AND NOT EXISTS (
      SELECT FROM ${identifier(kind)} t JOIN menu_item m ON m.kind = ${kind} AND m.target = t.key
      WHERE t.id = item.resource_id::integer)
  )`;
}

const DELETE: Record<DemoResource, (transaction: Transaction, ids: string[]) => Promise<unknown>> = {
  async story(transaction, ids) {
    const numbers = ids.map(Number);
    await transaction.$executeRaw`DELETE FROM redirect WHERE story_id = ANY (${numbers})`;
    await transaction.$executeRaw`DELETE FROM article WHERE story_id = ANY (${numbers})`;
    await transaction.$executeRaw`DELETE FROM story WHERE id = ANY (${numbers})`;
  },
  async page(transaction, ids) {
    await transaction.$executeRaw`DELETE FROM redirect WHERE kind = 'page' AND target = ANY (${ids})`;
    await transaction.$executeRaw`DELETE FROM page WHERE key = ANY (${ids})`;
  },
  ad: (transaction, ids) => transaction.$executeRaw`DELETE FROM house_ad WHERE id = ANY (${ids.map(Number)})`,
  'social-link': (transaction, ids) => transaction.$executeRaw`DELETE FROM social_link WHERE url = ANY (${ids})`,
  // The name stays: there is no newspaper without one.
  'site-text': (transaction, ids) => transaction.$executeRaw`
    WITH emptied AS (
      UPDATE site_text SET tagline = '', reuse_rule = '' WHERE language = ANY (${ids})
    )
    UPDATE site_settings SET changed_at = greatest(now(), changed_at + interval '1 millisecond')`,
  author: (transaction, ids) => transaction.$executeRaw`DELETE FROM author WHERE id = ANY (${ids.map(Number)})`,
  tag: (transaction, ids) => transaction.$executeRaw`DELETE FROM tag WHERE id = ANY (${ids.map(Number)})`,
  async section(transaction, ids) {
    const numbers = ids.map(Number);
    await transaction.$executeRaw`
      UPDATE site_settings SET column_section = ''
      WHERE column_section IN (SELECT key FROM section WHERE id = ANY (${numbers}))`;
    await transaction.$executeRaw`DELETE FROM section WHERE id = ANY (${numbers})`;
  },
  async picture(transaction, ids) {
    await transaction.$executeRaw`DELETE FROM redirect WHERE picture_id = ANY (${ids}::char(20)[])`;
    await transaction.$executeRaw`DELETE FROM picture WHERE id = ANY (${ids}::char(20)[])`;
  },
};
