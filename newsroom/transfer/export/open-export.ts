import { Readable } from 'node:stream';
import { recordEvent } from '#newsroom/audit/record-event';
import type { Actor } from '#newsroom/permissions/actor';
import { may } from '#newsroom/permissions/permissions';
import { type Refusal, refuse } from '#newsroom/result';
import { EXPORT_FORMATS } from '#newsroom/transfer/export/export-formats';
import { EXPORT_FILES, EXPORT_FORMAT_NAMES, TABLE_NAMES, tableFileName } from '#newsroom/transfer/export/export-names';
import { tableExport } from '#newsroom/transfer/export/table-exports';
import { database, sql } from '#platform/database';

type ExportFile = { contentType: string; stream(origin: string): Readable };

/**
 * Opens a file of everything, or of a list, for somebody who takes it away, and notes that in the activity log. It is
 * made while it is read; who gives up destroys it. `origin` comes before addresses of this site. Fails by value for
 * names that no file has, and for people who may not.
 */
export async function openExport(
  actor: Actor,
  fileName: string,
  origin: string,
): Promise<{ ok: true; contentType: string; stream: Readable } | (Refusal & { ok: false })> {
  if (!may(actor, 'transfer.export')) return refuse('not-allowed', 'it');
  const file = findFile(fileName);
  if (!file) return refuse('not-found', 'it');
  await database().$executeRaw(
    recordEvent(actor, 'export.downloaded', sql`SELECT ${fileName}, NULL, ${fileName}, '{}'::jsonb`),
  );
  return { ok: true, contentType: file.contentType, stream: file.stream(origin) };
}

function findFile(fileName: string): ExportFile | undefined {
  const format = EXPORT_FORMAT_NAMES.find((name) => EXPORT_FILES[name] === fileName);
  if (format) return EXPORT_FORMATS[format];
  const table = TABLE_NAMES.find((name) => tableFileName(name) === fileName);
  if (!table) return undefined;
  const stream = (origin: string) => Readable.from(tableExport(table, origin));
  return { contentType: 'text/csv; charset=utf-8', stream };
}
