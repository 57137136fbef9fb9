import { recordEvent } from '#newsroom/audit/record-event';
import type { Actor } from '#newsroom/permissions/actor';
import { may } from '#newsroom/permissions/permissions';
import { findOwnAddresses } from '#newsroom/redirects/find-own-addresses';
import { findTargets, GONE } from '#newsroom/redirects/find-targets';
import { type OldAddress, parseOldAddress, writeOldAddress } from '#newsroom/redirects/old-address';
import { parseRedirectCsv, type RefusedRow } from '#newsroom/redirects/redirect-csv';
import { leadsTo } from '#newsroom/redirects/save-redirect';
import { type NewRedirect, writeRedirects } from '#newsroom/redirects/write-redirects';
import { type Refusal, type Result, refuse } from '#newsroom/result';
import { database, sql } from '#platform/database';

/** Rows in one statement. */
const STEP = 1_000;

export type ImportedCsv = {
  /** Rows that can be saved, or with `isDryRun` could be. */
  valid: number;
  /** Of these, those that are new or lead elsewhere than before; 0 in a dry run. */
  saved: number;
  /** In the order of lines. */
  refused: RefusedRow[];
};

type Row = { line: number; from: string; to: string | null; address: OldAddress; key: string };

/**
 * Saves the redirects of a file, all but those rows that are refused, in one transaction; redirects that there are
 * already lead to where the file says. A destination may be an address that another row is about: both then lead to the
 * end. With `isDryRun` nothing is saved. Fails by value for somebody who may not, and for what is no table.
 */
export async function importRedirects(
  actor: Actor,
  { text, isDryRun }: { text: string; isDryRun: boolean },
): Promise<Result<ImportedCsv>> {
  if (!may(actor, 'redirect.edit')) return refuse('not-allowed', 'it');
  const table = parseRedirectCsv(text);
  if (!table.ok) return table;
  const refused = [...table.refused];
  const refuseRow = ({ line, from, to }: Pick<Row, 'line' | 'from' | 'to'>, refusal: Refusal) =>
    refused.push({ line, from, to: to ?? '', refusal });
  const rows = new Map<string, Row>();
  for (const row of table.rows) {
    const address = parseOldAddress(row.from);
    const key = address && writeOldAddress(address);
    if (!address || !key) refuseRow(row, refuse('invalid', 'oldAddress', { address: row.from }));
    else if (rows.has(key)) refuseRow(row, refuse('already-taken', 'oldAddress', { address: key }));
    else rows.set(key, { ...row, address, key });
  }
  const own = await findOwnAddresses([...rows.values()].map(({ address }) => address));
  for (const [index, row] of [...rows.values()].entries()) {
    if (!own.has(index)) continue;
    rows.delete(row.key);
    refuseRow(row, refuse('already-taken', 'ownAddress', { address: row.key }));
  }
  const valid = await resolve(rows, refuseRow);
  const saved = isDryRun || valid.length === 0 ? 0 : await save(actor, valid);
  return { ok: true, valid: valid.length, saved, refused: refused.sort((one, other) => one.line - other.line) };
}

/** Finds out what the rows lead to; those that lead nowhere are refused. */
async function resolve(
  rows: ReadonlyMap<string, Row>,
  refuseRow: (row: Row, refusal: Refusal) => void,
): Promise<NewRedirect[]> {
  const valid: NewRedirect[] = [];
  const asked: { row: Row; to: string }[] = [];
  for (const row of rows.values()) {
    const end = endOf(row, rows);
    if (end === null) valid.push({ address: row.address, target: GONE });
    else if (typeof end !== 'string') refuseRow(row, end);
    else asked.push({ row, to: end });
  }
  for (let from = 0; from < asked.length; from += STEP) {
    const step = asked.slice(from, from + STEP);
    const targets = await findTargets(step.map(({ to }) => to));
    for (const [index, { row }] of step.entries()) {
      const target = targets[index];
      if (target && 'kind' in target) valid.push({ address: row.address, target });
      else if (target) refuseRow(row, target);
    }
  }
  return valid;
}

/** Where a row leads in the end, by way of other rows of the file; null where that is gone. */
function endOf(row: Row, rows: ReadonlyMap<string, Row>): string | null | Refusal {
  const passed = new Set([row.key]);
  let { to } = row;
  while (to !== null) {
    if (to.trim() === '') return refuse('missing', 'redirectTarget');
    const key = leadsTo(to) ?? '';
    if (passed.has(key)) return refuse('invalid', 'redirectLoop', { address: to });
    const next = rows.get(key);
    if (!next) return to;
    passed.add(key);
    to = next.to;
  }
  return null;
}

/** Answers how many rows are new or have changed. */
function save(actor: Actor, rows: readonly NewRedirect[]): Promise<number> {
  return database().$transaction(
    async (client) => {
      let saved = 0;
      for (let from = 0; from < rows.length; from += STEP) {
        const [row] = await client.$queryRaw<{ count: number }[]>`
          WITH ${writeRedirects(actor.id, rows.slice(from, from + STEP), { replaces: true })}
          SELECT count(*)::int AS count FROM written`;
        saved += row?.count ?? 0;
      }
      if (saved > 0)
        await client.$executeRaw`${recordEvent(
          actor,
          'redirect.imported',
          sql`SELECT 'csv', NULL, 'CSV', jsonb_build_object('rows', ${saved}::int)`,
        )}`;
      return saved;
    },
    { timeout: 60_000, maxWait: 5_000 },
  );
}
