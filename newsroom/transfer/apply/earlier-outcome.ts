import { type ImportRun, leftOut, type Outcome, type WaitingItem } from '#newsroom/transfer/run/import-run';
import type { Known } from '#newsroom/transfer/run/ledger';
import type { RowsBefore } from '#newsroom/transfer/undo/rows-before';

/**
 * How an item ends that is here already: it is the same as then, stands twice in the file, or has been changed or deleted
 * here since. Undefined where it is new, or may be changed as the newer export has it.
 */
export function earlierOutcome(
  run: ImportRun,
  { position, fingerprint }: WaitingItem<unknown>,
  known: Known | undefined,
  rows: RowsBefore | undefined,
): Outcome | undefined {
  if (!known) return undefined;
  if (known.importId === run.id) return leftOut(position, 'duplicate');
  if (known.fingerprint === fingerprint) return leftOut(position, 'unchanged');
  if (!known.isOwn) return leftOut(position, 'unchanged-here');
  if (!rows?.isThere) return leftOut(position, 'deleted-here');
  return rows.isUnedited ? undefined : leftOut(position, 'edited-here');
}
