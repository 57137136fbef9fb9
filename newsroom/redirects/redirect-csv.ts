import { parse } from 'csv-parse/sync';
import { ROW_LIMIT } from '#newsroom/redirects/redirect-file-limit';
import { type Refusal, refuse } from '#newsroom/result';

/** A row of a file: an old address and where it leads; null where it is gone. */
export type CsvRow = { line: number; from: string; to: string | null };
export type RefusedRow = { line: number; from: string; to: string; refusal: Refusal };

const LEADING = new Set(['', '301', '302', '303', '307', '308']);

/**
 * Reads a table of redirects (RFC 4180): old address, destination and, if there is one, status; 410 for what is gone.
 * Columns may also be separated by semicolons or tabs, as spreadsheets do in other countries. A first row without
 * addresses is taken for names of columns. Fails by value for what is no such table, or too long.
 */
export function parseRedirectCsv(
  text: string,
): { ok: true; rows: CsvRow[]; refused: RefusedRow[] } | (Refusal & { ok: false }) {
  let records: { record: string[]; info: { lines: number } }[];
  try {
    records = parse(text, {
      bom: true,
      delimiter: delimiterOf(text),
      info: true,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
      trim: true,
      to: ROW_LIMIT + 2,
    }) as unknown as typeof records;
  } catch {
    return refuse('invalid', 'csv');
  }
  const [first] = records;
  if (first && !first.record.some((field) => /[/?]/.test(field))) records.shift();
  if (records.length > ROW_LIMIT) return refuse('invalid', 'csvRows', { count: ROW_LIMIT });
  if (records.length === 0) return refuse('invalid', 'csv');
  const rows: CsvRow[] = [];
  const refused: RefusedRow[] = [];
  for (const { record, info } of records) {
    const [from = '', to = '', status = ''] = record;
    const line = info.lines;
    if (status === '410' || (status === '' && to === '410')) rows.push({ line, from, to: null });
    else if (LEADING.has(status)) rows.push({ line, from, to });
    else refused.push({ line, from, to, refusal: refuse('invalid', 'redirectStatus', { status }) });
  }
  return { ok: true, rows, refused };
}

function delimiterOf(text: string): string {
  const [line = ''] = text.split(/\r?\n/, 1);
  const counts = [',', ';', '\t'].map((one) => [one, line.split(one).length] as const);
  return counts.reduce((best, one) => (one[1] > best[1] ? one : best))[0];
}
