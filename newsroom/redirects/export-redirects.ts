import { stringify } from 'csv-stringify/sync';
import { listRedirects } from '#newsroom/redirects/list-redirects';

/** Rows that are read at a time. */
const STEP = 500;

/**
 * All redirects as a table (RFC 4180) that importRedirects reads: old address, destination, status. No cell is a formula
 * for a spreadsheet.
 */
export async function* exportRedirects(): AsyncGenerator<string> {
  yield line(['from', 'to', 'status']);
  let before: number | null | undefined;
  while (before !== null) {
    const { redirects, next } = await listRedirects({ before, limit: STEP });
    yield redirects
      .map(({ address, location, status }) => line([address, location, status === 410 ? 410 : 301]))
      .join('');
    before = next;
  }
}

function line(cells: (string | number)[]): string {
  return stringify([cells], { escape_formulas: true, record_delimiter: '\r\n' });
}
