import type { ImportedRow, ImportRun, Outcome, Transaction } from '#newsroom/transfer/run/import-run';
import { madeFingerprint } from '#newsroom/transfer/undo/made-fingerprint';

/** Runs a step of an import in one transaction that announces nothing: the import does so once, in the end. */
export async function inQuietStep<T>(run: ImportRun, work: (transaction: Transaction) => Promise<T>): Promise<T> {
  return run.client.$transaction(
    async (transaction) => {
      await transaction.$queryRaw`SELECT set_config('portal.quiet', 'on', true)`;
      return work(transaction);
    },
    { timeout: 120_000, maxWait: 30_000 },
  );
}

/** How items ended. A step that has changed what readers see says so: whoever finds it cut short announces it. */
export async function saveOutcomes(
  run: ImportRun,
  transaction: Transaction,
  outcomes: readonly Outcome[],
  { isVisible }: { isVisible: boolean },
): Promise<void> {
  const rows = outcomes.map(({ words, became, remainder, before, hasOpenLinks, ...outcome }) => ({
    ...outcome,
    wordsSource: words?.source ?? 0,
    wordsKept: words?.kept ?? 0,
    became: became ?? '',
    remainder: remainder ?? null,
    before: before ?? null,
    hasOpenLinks: hasOpenLinks === true && !run.isDryRun,
  }));
  await transaction.$executeRaw`
    UPDATE import_item i SET outcome = o.outcome, reasons = o.reasons, became = o.became,
      remainder = nullif(o.remainder, 'null'),
      words_source = o."wordsSource", words_kept = o."wordsKept", before = nullif(o.before, 'null'),
      has_open_links = o."hasOpenLinks"
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS o (
      position integer, outcome text, reasons text[], became text, remainder jsonb, "wordsSource" integer, "wordsKept" integer,
      before jsonb, "hasOpenLinks" boolean)
    WHERE i.import_id = ${run.id} AND i.position = o.position`;
  await transaction.$executeRaw`
    UPDATE import SET changed_at = now(), is_announced = is_announced AND NOT ${isVisible} WHERE id = ${run.id}`;
}

/** Remembers what has become of items, in place of what was remembered of them. Of two for one item the first counts. */
export async function saveImported(
  run: ImportRun,
  transaction: Transaction,
  rows: readonly ImportedRow[],
): Promise<void> {
  if (rows.length === 0) return;
  await transaction.$executeRaw`
    INSERT INTO imported_item AS i (
      site, kind, source_id, import_id, fingerprint, resource, resource_id, is_own, made, translation_group)
    SELECT ${run.site}, r.kind, r."sourceId", ${run.id}, r.fingerprint, r.resource, r."resourceId", r."isOwn",
      coalesce(${madeFingerprint}, ''), r."translationGroup"
    FROM jsonb_to_recordset(${JSON.stringify(firstOfEach(rows))}::jsonb) AS r (
      kind text, "sourceId" text, fingerprint text, resource text, "resourceId" text, "isOwn" boolean,
      "translationGroup" text)
    ON CONFLICT (site, kind, source_id) DO UPDATE SET fingerprint = excluded.fingerprint, made = excluded.made,
      translation_group = excluded.translation_group`;
}

function firstOfEach(rows: readonly ImportedRow[]): ImportedRow[] {
  const byItem = new Map<string, ImportedRow>();
  for (const row of rows) {
    const item = `${row.kind} ${row.sourceId}`;
    if (!byItem.has(item)) byItem.set(item, row);
  }
  return [...byItem.values()];
}
