import { findLinkTargets, isFormerLink } from '#newsroom/transfer/apply/former-links';
import { inQuietStep } from '#newsroom/transfer/apply/save-outcomes';
import { linksInStored, withStoredLinks } from '#newsroom/transfer/apply/stored-links';
import type { ImportRun, Transaction } from '#newsroom/transfer/run/import-run';
import { madeFingerprint } from '#newsroom/transfer/undo/made-fingerprint';

/** One step takes so many texts, or so many bytes of them. */
const STEP = 100;
const STEP_BYTES = 500_000;

type Linking = { position: number; resource: string | null; resourceId: string | null };
type Text = { resource: string; resourceId: string; body: unknown };

/**
 * Has links between the stories of an import lead to where these are here, once all of them are: only then is it known.
 * What leads to something that is not here stays as it was, and so does what somebody has edited since. No version is
 * raised and no words change, so that later runs and undoing know of nothing. Cut short, it goes on at the next step.
 */
export async function applyLinks(run: ImportRun): Promise<void> {
  if (run.isDryRun) return;
  for (;;) {
    const step = await readStep(run);
    if (step.length === 0) return;
    await inQuietStep(run, (transaction) => linkStep(run, transaction, step));
  }
}

function readStep(run: ImportRun): Promise<Linking[]> {
  return run.client.$queryRaw<Linking[]>`
    WITH next AS (
      SELECT position, kind, source_id, sum(size) OVER (ORDER BY position) - size AS before
      FROM (
        SELECT position, kind, source_id, size FROM import_item WHERE import_id = ${run.id} AND has_open_links
        ORDER BY position LIMIT ${STEP}
      ) AS open
    )
    SELECT position, made.resource, made.resource_id AS "resourceId"
    FROM next LEFT JOIN imported_item made
      ON made.site = ${run.site} AND made.kind = next.kind AND made.source_id = next.source_id
    WHERE before < ${STEP_BYTES} ORDER BY position`;
}

async function linkStep(run: ImportRun, transaction: Transaction, step: readonly Linking[]): Promise<void> {
  const ids = (resource: string) =>
    step.flatMap((one) => (one.resource === resource && one.resourceId !== null ? [one.resourceId] : []));
  const texts = await readTexts(run, transaction, { articles: ids('article'), pages: ids('page') });
  const links = new Set(texts.flatMap(({ body }) => linksInStored(body)));
  const targets = await findLinkTargets(
    run,
    transaction,
    [...links].filter((href) => isFormerLink(href, run.base)),
  );
  const changed = texts
    .filter(({ body }) => linksInStored(body).some((href) => targets.has(href)))
    .map((text) => ({ ...text, body: withStoredLinks(text.body, (href) => targets.get(href) ?? href) }));
  if (changed.length > 0) await saveTexts(run, transaction, changed);
  const positions = step.map(({ position }) => position);
  await transaction.$executeRaw`
    UPDATE import_item SET has_open_links = false WHERE import_id = ${run.id} AND position = ANY (${positions})`;
  await transaction.$executeRaw`
    UPDATE import SET changed_at = now(), is_announced = is_announced AND NOT ${changed.length > 0} WHERE id = ${run.id}`;
}

/** Texts that nobody has changed here since the import made them; until the step ends nobody can. */
async function readTexts(
  run: ImportRun,
  transaction: Transaction,
  { articles, pages }: { articles: string[]; pages: string[] },
): Promise<Text[]> {
  await transaction.$queryRaw`
    SELECT article_id FROM working_copy WHERE article_id = ANY (${articles.map(Number)}) ORDER BY article_id FOR UPDATE`;
  await transaction.$queryRaw`
    SELECT page_key FROM page_text WHERE page_key || '/' || language = ANY (${pages}) ORDER BY 1 FOR UPDATE`;
  return transaction.$queryRaw<Text[]>`
    SELECT i.resource, i.resource_id AS "resourceId", coalesce(
      (SELECT body FROM working_copy WHERE i.resource = 'article' AND article_id = i.resource_id::integer),
      (SELECT body FROM page_text
        WHERE i.resource = 'page' AND page_key = split_part(i.resource_id, '/', 1)
          AND language = split_part(i.resource_id, '/', 2))) AS body
    FROM imported_item i CROSS JOIN LATERAL (SELECT i.resource, i.resource_id AS "resourceId") AS r
    WHERE i.site = ${run.site} AND i.made = coalesce(${madeFingerprint}, '')
      AND (i.resource = 'article' AND i.resource_id = ANY (${articles})
        OR i.resource = 'page' AND i.resource_id = ANY (${pages}))`;
}

async function saveTexts(run: ImportRun, transaction: Transaction, texts: readonly Text[]): Promise<void> {
  const given = JSON.stringify(texts);
  const articles = texts.flatMap(({ resource, resourceId }) => (resource === 'article' ? [Number(resourceId)] : []));
  const [last] = await transaction.$queryRaw<{ id: bigint }[]>`
    SELECT coalesce(max(id), 0) AS id FROM search.pending`;
  for (const table of [articlesWith, workingCopiesWith, pagesWith]) await table(transaction, given);
  // Links are no words: those of articles that search does not know yet wait already.
  await transaction.$executeRaw`
    DELETE FROM search.pending
    WHERE id > ${last?.id ?? 0n} AND article_id = ANY (${articles}) AND xmin = pg_current_xact_id()::xid`;
  // Of a page the fingerprint has its text.
  await transaction.$executeRaw`
    UPDATE imported_item i SET made = coalesce((
      SELECT ${madeFingerprint} FROM (SELECT i.resource, i.resource_id AS "resourceId") AS r
    ), '')
    FROM jsonb_to_recordset(${given}::jsonb) AS g (resource text, "resourceId" text)
    WHERE i.site = ${run.site} AND i.resource = 'page' AND g.resource = 'page' AND i.resource_id = g."resourceId"`;
}

const articlesWith = (transaction: Transaction, given: string) => transaction.$executeRaw`
  UPDATE article SET body = g.body
  FROM jsonb_to_recordset(${given}::jsonb) AS g (resource text, "resourceId" text, body jsonb)
  WHERE g.resource = 'article' AND article.id = g."resourceId"::integer`;

const workingCopiesWith = (transaction: Transaction, given: string) => transaction.$executeRaw`
  UPDATE working_copy SET body = g.body
  FROM jsonb_to_recordset(${given}::jsonb) AS g (resource text, "resourceId" text, body jsonb)
  WHERE g.resource = 'article' AND article_id = g."resourceId"::integer`;

const pagesWith = (transaction: Transaction, given: string) => transaction.$executeRaw`
  UPDATE page_text SET body = g.body
  FROM jsonb_to_recordset(${given}::jsonb) AS g (resource text, "resourceId" text, body jsonb)
  WHERE g.resource = 'page' AND page_key || '/' || language = g."resourceId"`;
