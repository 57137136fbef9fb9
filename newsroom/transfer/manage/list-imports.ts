import type { ImportState } from '#newsroom/transfer/manage/import-state';
import { runningImport } from '#newsroom/transfer/manage/running-import';
import { database } from '#platform/database';

/** An import in the list of all. */
export type ListedImport = {
  id: number;
  file: string;
  system: string;
  state: ImportState;
  isRunning: boolean;
  startedAt: Date;
  items: number;
};

/** Imports, the newest first, from just before a number on; `next` where there are more. */
export async function listImports(
  { before }: { before?: number | undefined },
  limit: number,
): Promise<{ imports: ListedImport[]; next?: number }> {
  const [rows, running] = await Promise.all([
    database().import.findMany({
      ...(before !== undefined && { where: { id: { lt: before } } }),
      select: { id: true, file: true, system: true, state: true, startedAt: true, items: true },
      orderBy: { id: 'desc' },
      take: limit + 1,
    }),
    runningImport(),
  ]);
  const imports = rows
    .slice(0, limit)
    .map((row) => ({ ...row, state: row.state as ImportState, isRunning: row.id === running }));
  const last = imports.at(-1);
  return { imports, ...(rows.length > limit && last && { next: last.id }) };
}
