import { rm, stat } from 'node:fs/promises';
import type { ImportPhase, ImportState, ImportTrouble } from '#newsroom/transfer/manage/import-state';
import { uploadPath } from '#newsroom/transfer/manage/import-uploads';
import { resetOutcomes } from '#newsroom/transfer/manage/reset-outcomes';
import { readImportChoices } from '#newsroom/transfer/run/import-choices';
import { type ImportOptions, importOptions } from '#newsroom/transfer/run/import-options';
import { type ImportReport, readImportDetails, type StoredReport } from '#newsroom/transfer/run/import-report';
import type { Client } from '#newsroom/transfer/run/import-run';
import { finishImport, hasSections, openRun } from '#newsroom/transfer/run/import-source';
import { stageSource } from '#newsroom/transfer/run/stage-source';
import { fetchSource } from '#newsroom/transfer/site/fetch-source';
import type { Manners } from '#newsroom/transfer/site/visit';
import { openSource, type Source } from '#newsroom/transfer/source/open-source';
import { undoImport } from '#newsroom/transfer/undo/undo-import';
import { isDiskFull } from '#platform/disk-full';

type Work = {
  progress(phase: ImportPhase, done: number, total?: number): void;
  /** Whether somebody wants fetching to stop. */
  isStopped?(): boolean;
  /** How former sites are visited. */
  manners?: Manners;
  /** A file of the former site; undefined where it cannot be fetched. */
  fetchFile(address: string): Promise<Uint8Array | undefined>;
};

/**
 * Does what the state of an import asks for: fetching it, the dry run, the import or its undoing, each to its end. Cut
 * short, the next call goes on where it was. One process at a time may. Returns why it cannot, else undefined.
 */
export async function workOnImport(client: Client, id: number, work: Work): Promise<ImportTrouble | undefined> {
  const found = await client.import.findUnique({ where: { id } });
  if (!found) return 'not-found';
  const state = found.state as ImportState;
  if (state === 'undoing') {
    const undone = await undoImport(client, id, (done) => work.progress('undoing', done));
    return undone.ok ? undefined : undone.why;
  }
  if (state === 'planned' || state === 'done' || state === 'undone') return undefined;
  const options = importOptions.parse(found.options);
  if (!(await hasSections(client, options))) return 'no-section';
  const path = uploadPath(found.upload ?? '');
  if (state === 'fetching') {
    const trouble = await fetchInto(path, { address: found.address ?? '', options }, work);
    if (trouble) return trouble;
    await client.import.updateMany({ where: { id, state }, data: { state: 'planning', changedAt: new Date() } });
    return workOnImport(client, id, work);
  }
  if (!found.upload || !(await stat(path).catch(() => undefined))) return 'file-gone';
  const source = await openSource(path);
  if (!source.ok) return source.why;
  try {
    if (state === 'planning') await plan(client, { id, items: found.items, source, options }, work);
    else await apply(client, { id, state, source, options }, work);
  } finally {
    source.close();
  }
  if (state !== 'planning') await rm(path, { force: true });
  return undefined;
}

/** A disk without room is told as such: the pages that are there stay. */
async function fetchInto(
  path: string,
  { address, options }: { address: string; options: ImportOptions },
  { progress, isStopped, manners }: Work,
): Promise<ImportTrouble | undefined> {
  const how = { ...(isStopped && { isStopped }), ...(manners && { manners }) };
  const told = (done: number, total?: number) => progress('fetching', done, total);
  try {
    return await fetchSource({ address, path, pages: options.pages, progress: told, ...how });
  } catch (error) {
    if (isDiskFull(error)) return 'disk-full';
    throw error;
  }
}

type Begun = { id: number; source: Source; options: ImportOptions };

async function plan(client: Client, { items, ...begun }: Begun & { items: number }, work: Work): Promise<void> {
  const { id, source } = begun;
  // What is at an address shows only once it has been fetched.
  await client.import.update({ where: { id }, data: { format: source.format } });
  // Read to its end before, or only in part.
  if (items === 0) await stageSource(client, id, source.entries(), (done) => work.progress('reading', done));
  await resetOutcomes(client, id);
  const run = await openRun(client, id, { ...begun, isDryRun: true, fetchFile: work.fetchFile });
  const report = await finishImport(run, (done, total) => work.progress('planning', done, total));
  await saveReport(client, id, report, 'planned');
}

async function apply(client: Client, { state, ...begun }: Begun & { state: ImportState }, work: Work): Promise<void> {
  const { id } = begun;
  if (state === 'staging') {
    await resetOutcomes(client, id);
    await client.import.update({ where: { id }, data: { state: 'applying', changedAt: new Date() } });
  }
  const run = await openRun(client, id, { ...begun, isDryRun: false, fetchFile: work.fetchFile });
  const report = await finishImport(run, (done, total) => work.progress('importing', done, total));
  await saveReport(client, id, report, 'done');
}

/** With what its page shows, so that the page reads one row. */
async function saveReport(client: Client, id: number, report: ImportReport, state: ImportState): Promise<void> {
  const details = await readImportDetails(client, id);
  const stored: StoredReport = { ...report, details, choices: await readImportChoices(client, id) };
  await client.import.update({ where: { id }, data: { state, report: stored, changedAt: new Date() } });
}
