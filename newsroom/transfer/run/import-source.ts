import { inOwnLanguages, type Language } from '#i18n/languages';
import { recordSystemEvent } from '#newsroom/audit/record-event';
import { applyImport } from '#newsroom/transfer/apply/apply-import';
import { applyLinks } from '#newsroom/transfer/apply/apply-links';
import { announceImport } from '#newsroom/transfer/run/announce-import';
import { beginImport } from '#newsroom/transfer/run/begin-import';
import type { ImportOptions } from '#newsroom/transfer/run/import-options';
import { type ImportReport, readImportReport } from '#newsroom/transfer/run/import-report';
import type { Client, ImportRun } from '#newsroom/transfer/run/import-run';
import { ImportTopics } from '#newsroom/transfer/run/import-topics';
import { Ledger } from '#newsroom/transfer/run/ledger';
import { stageSource } from '#newsroom/transfer/run/stage-source';
import type { Source } from '#newsroom/transfer/source/open-source';
import { sql } from '#platform/database';

export type ImportProgress = (phase: 'reading' | 'importing', done: number, total?: number) => void;

type ToImport = {
  path: string;
  /** What people know it by, if not by the name of its file. */
  name?: string | undefined;
  source: Source;
  options: ImportOptions;
  isDryRun: boolean;
  progress: ImportProgress;
  /** A file of the former site; undefined where it cannot be fetched. */
  fetchFile(address: string): Promise<Uint8Array | undefined>;
};

/**
 * Imports what a source has, or, in a dry run, finds out what would become of each item and writes nothing but that.
 * Cut short and run again, it goes on where it was. In the end all of readers' pages are made anew, once, if anything
 * has changed. One process at a time may. Fails by value where the site has no section for stories, or not the one that
 * was chosen.
 */
export async function importSource(
  client: Client,
  { path, name, source, options, isDryRun, progress, fetchFile }: ToImport,
): Promise<{ ok: true; id: number; report: ImportReport } | { ok: false; why: 'no-section' }> {
  if (!(await hasSections(client, options))) return { ok: false, why: 'no-section' };
  const id = await beginImport(client, { path, name, format: source.format, options, isDryRun });
  const { state } = await client.import.findUniqueOrThrow({ where: { id }, select: { state: true } });
  if (state !== 'applying') await stageSource(client, id, source.entries(), (items) => progress('reading', items));
  const run = await openRun(client, id, { options, isDryRun, source, fetchFile });
  return { ok: true, id, report: await finishImport(run, (done, total) => progress('importing', done, total)) };
}

/** Whether the site has a section for stories, and all that are chosen. */
export async function hasSections(client: Client, options: ImportOptions): Promise<boolean> {
  const sections = await client.section.findMany({ select: { key: true } });
  const chosen = [options.section, ...Object.values(options.sections)].filter((key) => typeof key === 'string');
  return sections.length > 0 && chosen.every((key) => sections.some((section) => section.key === key));
}

/** Works off what waits of a staged import; a run that is no dry one is done then, and announced. Returns what came of it. */
export async function finishImport(
  run: ImportRun,
  progress: (done: number, total: number) => void,
): Promise<ImportReport> {
  const { client, id } = run;
  const waiting = await client.importItem.count({ where: { importId: id, outcome: null } });
  await applyImport(run, (done) => progress(done, waiting));
  await applyLinks(run);
  const report = await readImportReport(client, id);
  if (run.isDryRun) return report;
  await client.$executeRaw`
    WITH finished AS (
      UPDATE import SET state = 'done', report = ${JSON.stringify(report)}::jsonb, changed_at = now() WHERE id = ${id}
      RETURNING id, file
    )
    ${recordSystemEvent(
      'import.finished',
      sql`SELECT id, NULL, file, jsonb_build_object('items', ${report.items}::integer) FROM finished`,
    )}`;
  await announceImport(client, id);
  return report;
}

/** What working off a staged import needs. */
export async function openRun(
  client: Client,
  id: number,
  {
    options,
    isDryRun,
    source,
    fetchFile,
  }: Pick<ToImport, 'options' | 'isDryRun' | 'fetchFile'> & { source: Pick<Source, 'file'> },
): Promise<ImportRun> {
  const { site, base, language } = await client.import.findUniqueOrThrow({
    where: { id },
    select: { site: true, base: true, language: true },
  });
  const names = await client.siteText.findMany({ select: { language: true, name: true } });
  return {
    ...{ id, site, base, language, options, isDryRun, client, fetchFile },
    ledger: new Ledger(client, site),
    topics: await ImportTopics.load(client, site),
    plannedSlugs: new Set(),
    missingFiles: new Set(),
    siteNames: new Map(inOwnLanguages(names).map((row): [Language, string] => [row.language, row.name])),
    file: (name) => source.file(name),
  };
}
