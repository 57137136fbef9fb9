import { recordSystemEvent } from '#newsroom/audit/record-event';
import { isUsed } from '#newsroom/media/find-picture-uses';
import { deleteImportedRedirects } from '#newsroom/redirects/delete-imported-redirects';
import { announceImport } from '#newsroom/transfer/run/announce-import';
import { KEPT_DAYS } from '#newsroom/transfer/run/delete-old-import-items';
import type { Client, Transaction } from '#newsroom/transfer/run/import-run';
import { madeFingerprint } from '#newsroom/transfer/undo/made-fingerprint';
import { restoreRows } from '#newsroom/transfer/undo/restore-rows';
import { sql } from '#platform/database';
import { removeFiles } from '#platform/files';

/** One step undoes so many things in one transaction. */
const STEP = 200;

/** What was taken out or put back, and what somebody has changed or used here since and stays. */
export type Undone = { undone: number; kept: number };

export type UndoRefusal = 'not-found' | 'too-old' | 'later-import';

/**
 * Undoes an import: takes out what it made and puts back what it changed, apart from what somebody has changed or used
 * here since. Within thirty days, and the newest of a site first. Cut short, it goes on where it was when it is asked
 * for again. `progress` is told how many things are done.
 */
export async function undoImport(
  client: Client,
  importId: number,
  progress: (done: number) => void,
): Promise<({ ok: true } & Undone) | { ok: false; why: UndoRefusal }> {
  const refusal = await findUndoRefusal(client, importId);
  if (refusal) return { ok: false, why: refusal };
  await client.import.update({ where: { id: importId }, data: { state: 'undoing', changedAt: new Date() } });
  const result: Undone = { undone: 0, kept: 0 };
  const add = ({ undone, kept }: Undone) => {
    result.undone += undone;
    result.kept += kept;
    progress(result.undone + result.kept);
  };
  await inQuiet(client, importId, (transaction) => deleteImportedRedirects(importId, transaction));
  await undoChanges(client, importId, add);
  // Stories name authors, tags and pictures, and authors pictures.
  for (const resource of ['article', 'page', 'tag', 'section', 'nothing', 'author', 'picture'] as const)
    await undoMade(client, importId, resource, add);
  await client.$executeRaw`
    WITH undone AS (
      UPDATE import SET state = 'undone', changed_at = now() WHERE id = ${importId} RETURNING id, file
    ), forgotten AS (
      DELETE FROM import_item WHERE import_id = ${importId}
    )
    ${recordSystemEvent('import.undone', sql`SELECT id, NULL, file, '{}' FROM undone`)}`;
  await announceImport(client, importId);
  return { ok: true, ...result };
}

/** Why an import cannot be undone; undefined where it can. */
export async function findUndoRefusal(client: Client, importId: number): Promise<UndoRefusal | undefined> {
  const [row] = await client.$queryRaw<{ isOld: boolean; isEarlier: boolean }[]>`
    SELECT i.started_at < now() - make_interval(days => ${KEPT_DAYS}::integer) AS "isOld", EXISTS (
      SELECT FROM import later WHERE later.site = i.site AND later.id > i.id AND later.state NOT IN ('undone', 'planning', 'planned')
    ) AS "isEarlier"
    FROM import i WHERE id = ${importId} AND state IN ('staging', 'applying', 'done', 'undoing')`;
  if (!row) return 'not-found';
  if (row.isOld) return 'too-old';
  return row.isEarlier ? 'later-import' : undefined;
}

function inQuiet<T>(client: Client, importId: number, work: (transaction: Transaction) => Promise<T>): Promise<T> {
  return client.$transaction(
    async (transaction) => {
      await transaction.$queryRaw`SELECT set_config('portal.quiet', 'on', true)`;
      await transaction.$executeRaw`UPDATE import SET is_announced = false, changed_at = now() WHERE id = ${importId}`;
      return work(transaction);
    },
    { timeout: 120_000, maxWait: 30_000 },
  );
}

/** Puts back what the import has changed of earlier ones, where nobody has changed it since. */
async function undoChanges(client: Client, importId: number, add: (undone: Undone) => void): Promise<void> {
  for (let position = -1; ; ) {
    const items = await client.$queryRaw<{ position: number; isUnedited: boolean }[]>`
      SELECT i.position, m.made = coalesce(${madeFingerprint}, '') AS "isUnedited"
      FROM import_item i
      JOIN import ON import.id = i.import_id
      JOIN imported_item m ON m.site = import.site AND m.kind = i.kind AND m.source_id = i.source_id
      CROSS JOIN LATERAL (SELECT m.resource, m.resource_id AS "resourceId") AS r
      WHERE i.import_id = ${importId} AND i.position > ${position} AND i.before IS NOT NULL
      ORDER BY i.position LIMIT ${STEP}`;
    const last = items.at(-1);
    if (!last) return;
    const unedited = items.filter(({ isUnedited }) => isUnedited).map((item) => item.position);
    await inQuiet(client, importId, async (transaction) => {
      await restoreRows(transaction, importId, unedited);
      await transaction.$executeRaw`
        UPDATE import_item SET before = NULL WHERE import_id = ${importId} AND position = ANY (${unedited})`;
    });
    add({ undone: unedited.length, kept: items.length - unedited.length });
    position = last.position;
  }
}

type Resource = 'article' | 'page' | 'section' | 'nothing' | 'tag' | 'author' | 'picture';

/** Takes out what the import has made of one kind, in steps. */
async function undoMade(
  client: Client,
  importId: number,
  resource: Resource,
  add: (undone: Undone) => void,
): Promise<void> {
  for (;;) {
    const { step, removed, files } = await inQuiet(client, importId, async (transaction) => {
      const rows = await takeStep(transaction, importId, resource);
      const ids = rows.filter(({ isOwn, isUnedited }) => isOwn && isUnedited).map(({ resourceId }) => resourceId);
      const gone = new Set(ids.length > 0 ? await REMOVE[resource](transaction, ids) : []);
      return { step: rows, removed: gone, files: resource === 'picture' ? [...gone] : [] };
    });
    if (step.length === 0) return;
    for (const id of files) await removeFiles(id);
    const own = step.filter(({ isOwn }) => isOwn);
    add({ undone: removed.size, kept: own.filter(({ resourceId }) => !removed.has(resourceId)).length });
  }
}

type Made = { resourceId: string; isOwn: boolean; isUnedited: boolean };

/** The next things that are remembered, which they are no longer from now on. */
function takeStep(transaction: Transaction, importId: number, resource: Resource): Promise<Made[]> {
  return transaction.$queryRaw<Made[]>`
    WITH step AS (
      SELECT m.site, m.kind, m.source_id, m.resource_id, m.is_own, m.made = coalesce(${madeFingerprint}, '') AS is_unedited
      FROM imported_item m CROSS JOIN LATERAL (SELECT m.resource, m.resource_id AS "resourceId") AS r
      WHERE m.import_id = ${importId} AND m.resource = ${resource}
      LIMIT ${STEP}
    ), forgotten AS (
      DELETE FROM imported_item m USING step
      WHERE (m.site, m.kind, m.source_id) = (step.site, step.kind, step.source_id)
    )
    SELECT resource_id AS "resourceId", is_own AS "isOwn", is_unedited AS "isUnedited" FROM step`;
}

/** Each removes what nothing else uses of some, and says which these were. */
const REMOVE: Record<Resource, (transaction: Transaction, ids: string[]) => Promise<string[]>> = {
  async article(transaction, ids) {
    const rows = await transaction.$queryRaw<{ id: string; storyId: number }[]>`
      DELETE FROM article WHERE id = ANY (${ids.map(Number)}) RETURNING id::text, story_id AS "storyId"`;
    await transaction.$executeRaw`
      DELETE FROM story WHERE id = ANY (${rows.map(({ storyId }) => storyId)})
        AND NOT EXISTS (SELECT FROM article WHERE story_id = story.id)`;
    return rows.map(({ id }) => id);
  },
  async page(transaction, ids) {
    const rows = await transaction.$queryRaw<{ id: string }[]>`
      DELETE FROM page_text WHERE page_key || '/' || language = ANY (${ids}) AND page_key = ANY (${ids.map(pageOf)})
      RETURNING page_key || '/' || language AS id`;
    await transaction.$executeRaw`
      DELETE FROM page WHERE key = ANY (${rows.map(({ id }) => pageOf(id))})
        AND NOT EXISTS (SELECT FROM page_text WHERE page_key = key)`;
    return rows.map(({ id }) => id);
  },
  // An import makes no sections.
  section: async () => [],
  nothing: async () => [],
  async tag(transaction, ids) {
    const rows = await transaction.$queryRaw<{ id: string }[]>`
      DELETE FROM tag WHERE id = ANY (${ids.map(Number)})
        AND NOT EXISTS (SELECT FROM story_tag WHERE tag_id = tag.id)
        AND NOT EXISTS (SELECT FROM imported_item WHERE resource = 'tag' AND resource_id = tag.id::text AND is_own)
      RETURNING id::text`;
    return rows.map(({ id }) => id);
  },
  async author(transaction, ids) {
    const rows = await transaction.$queryRaw<{ id: string }[]>`
      DELETE FROM author WHERE id = ANY (${ids.map(Number)})
        AND NOT EXISTS (SELECT FROM story_author WHERE author_id = author.id)
      RETURNING id::text`;
    return rows.map(({ id }) => id);
  },
  async picture(transaction, ids) {
    const rows = await transaction.$queryRaw<{ id: string }[]>`
      DELETE FROM picture p WHERE id = ANY (${ids}::text[]) AND NOT ${isUsed(sql`p.id`)} RETURNING id`;
    return rows.map(({ id }) => id);
  },
};

function pageOf(id: string): string {
  return id.split('/')[0] ?? '';
}
