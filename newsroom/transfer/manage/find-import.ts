import type { ImportProgress, ImportState, ImportTrouble } from '#newsroom/transfer/manage/import-state';
import { runningImport } from '#newsroom/transfer/manage/running-import';
import { KEPT_DAYS } from '#newsroom/transfer/run/delete-old-import-items';
import { type ImportOptions, importOptions } from '#newsroom/transfer/run/import-options';
import type { StoredReport } from '#newsroom/transfer/run/import-report';
import type { SourceProblem } from '#newsroom/transfer/source/source-item';
import { database } from '#platform/database';

/** An import as its page shows it. */
export type FoundImport = {
  id: number;
  file: string;
  system: string;
  site: string;
  state: ImportState;
  options: ImportOptions;
  /** Whether a process is at it now; one with work to do at which none is was cut short. */
  isRunning: boolean;
  progress: ImportProgress | null;
  trouble: ImportTrouble | null;
  problems: SourceProblem[];
  report: StoredReport | null;
  startedAt: Date;
  /** Until when it can be undone. */
  undoUntil: Date;
  /** Whether it was begun in the newsroom; else on the command line, where alone it can be gone on with. */
  isUploaded: boolean;
  /** Whether somebody has asked for an end of fetching, and it has not ended yet. */
  isStopping: boolean;
};

const DAY_MS = 86_400_000;

/** The import of that number, or null. */
export async function findImport(id: number): Promise<FoundImport | null> {
  const [row, running] = await Promise.all([database().import.findUnique({ where: { id } }), runningImport()]);
  if (!row) return null;
  const { file, system, site, startedAt } = row;
  return {
    ...{ id, file, system, site, startedAt },
    state: row.state as ImportState,
    options: importOptions.parse(row.options),
    isRunning: running === id,
    progress: row.progress as ImportProgress | null,
    trouble: row.trouble as ImportTrouble | null,
    problems: row.problems as SourceProblem[],
    report: row.report as StoredReport | null,
    undoUntil: new Date(startedAt.getTime() + KEPT_DAYS * DAY_MS),
    isUploaded: row.upload !== null,
    isStopping: row.isStopping && running === id,
  };
}
