import { randomUUID } from 'node:crypto';
import { parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import type { Language } from '#i18n/languages';
import { recordEvent } from '#newsroom/audit/record-event';
import type { LetterKind } from '#newsroom/letters/kinds';
import { hashOfAddress, parseMailAddress } from '#newsroom/letters/subscribers/mail-address';
import type { Actor } from '#newsroom/permissions/actor';
import { may } from '#newsroom/permissions/permissions';
import { type Result, refuse } from '#newsroom/result';
import { database, sql } from '#platform/database';

/** Most rows of a file. */
const IMPORT_ROWS = 20_000;
/** Rows in one statement. */
const STEP = 1_000;

export type SubscriberImport = {
  /** A table whose column `email` or `address`, or else its first, has addresses. */
  text: string;
  language: Language;
  kinds: readonly LetterKind[];
  /** From where the consent of these people comes; kept with each of them. */
  statement: string;
  /** Whether they are asked by a letter first. */
  asks: boolean;
};

export type Imported = { added: number; known: number; suppressed: number; refused: string[] };

/**
 * Takes over subscribers of another list. Who is known already stays as they are; who has left, complained or cannot be
 * reached stays out. Refused for somebody who may not, without a statement where the consent comes from, and for what is
 * no table of addresses.
 */
export async function importSubscribers(actor: Actor, input: SubscriberImport): Promise<Result<Imported>> {
  if (!may(actor, 'subscriber.manage')) return refuse('not-allowed', 'it');
  if (input.statement.trim().length < 10) return refuse('missing', 'consentStatement');
  if (input.kinds.length === 0) return refuse('missing', 'letterKind');
  const addresses = readAddresses(input.text);
  if (!addresses) return refuse('invalid', 'csv');
  if (addresses.length > IMPORT_ROWS) return refuse('invalid', 'csvRows', { count: IMPORT_ROWS });
  const parsed = addresses.map((text) => ({ text, parsed: parseMailAddress(text) }));
  const valid = [
    ...new Map(parsed.flatMap((one) => (one.parsed ? [[one.parsed.address, one.parsed] as const] : []))).values(),
  ];
  const refused = parsed.filter((one) => !one.parsed).map(({ text }) => text);
  let [added, suppressed] = [0, 0];
  for (let from = 0; from < valid.length; from += STEP) {
    const step = await importStep(actor, input, valid.slice(from, from + STEP), from);
    added += step.added;
    suppressed += step.suppressed;
  }
  return { ok: true, added, suppressed, known: valid.length - added - suppressed, refused };
}

function readAddresses(text: string): string[] | undefined {
  try {
    const records: string[][] = parse(text, {
      ...{ bom: true, relax_column_count: true, relax_quotes: true, skip_empty_lines: true, trim: true },
      delimiter: [',', ';', '\t'],
      to: IMPORT_ROWS + 2,
    });
    const [first] = records;
    if (!first) return undefined;
    const named = first.findIndex((cell) =>
      /^(e-?mail( address)?|address|адрес|эл\.? ?почта|էլ\.? ?փոստ)$/iu.test(cell),
    );
    if (named < 0 && !first.some((cell) => cell.includes('@'))) return undefined;
    const column = named < 0 ? first.findIndex((cell) => cell.includes('@')) : named;
    const cells = (named < 0 ? records : records.slice(1)).map((record) => record[column] ?? '');
    // As exportSubscribers writes what a spreadsheet would take for a formula.
    return cells.map((cell) => cell.replace(/^'(?=[=+\-@])/, '')).filter(Boolean);
  } catch {
    return undefined;
  }
}

async function importStep(
  actor: Actor,
  { language, kinds, statement, asks }: SubscriberImport,
  addresses: readonly { address: string; domain: string }[],
  offset: number,
): Promise<{ added: number; suppressed: number }> {
  const rows = addresses.map(({ address, domain }, index) => ({
    ...{ id: randomUUID(), address, domain, second: offset + index },
    hash: Buffer.from(hashOfAddress(address)).toString('hex'),
  }));
  const [counts] = await database().$queryRaw<{ added: number; suppressed: number }[]>`
    WITH given AS (
      SELECT g.*, EXISTS (SELECT FROM suppressed_address WHERE hash = decode(g.hash, 'hex')) AS is_out
      FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        AS g (id uuid, address text, domain text, second int, hash text)
    ), added AS (
      -- One letter a second: a mail server that gets thousands of them at once takes them for a flood.
      INSERT INTO subscriber (id, address, domain, language, state, asked_kinds, confirmed_at, notice, notice_due_at)
      SELECT id, address, domain, ${language}, ${asks ? 'pending' : 'confirmed'}, ${[...kinds]}::text[],
        CASE WHEN ${asks} THEN NULL ELSE now() END, CASE WHEN ${asks} THEN 'confirm' END,
        CASE WHEN ${asks} THEN now() + make_interval(secs => second) END
      FROM given WHERE NOT is_out
      ON CONFLICT (address) DO NOTHING
      RETURNING id
    ), subscribed AS (
      INSERT INTO subscription (subscriber_id, kind)
      SELECT id, unnest(${[...kinds]}::text[]) FROM added WHERE NOT ${asks}
    ), noted AS (
      INSERT INTO consent (subscriber_id, act, kinds, language, words, place)
      SELECT id, 'imported', ${[...kinds]}::text[], ${language}, ${statement}, ${actor.name} FROM added
    ), event AS (
      ${recordEvent(
        actor,
        'letter.subscribersImported',
        sql`SELECT 'subscribers', ${language}::text, '', jsonb_build_object('rows', (SELECT count(*) FROM added), 'text', ${statement}::text)
          WHERE EXISTS (SELECT FROM added)`,
      )}
    )
    SELECT (SELECT count(*)::int FROM added) AS added, (SELECT count(*)::int FROM given WHERE is_out) AS suppressed`;
  return counts ?? { added: 0, suppressed: 0 };
}

/** Notes that the list was taken out. False for somebody who may not. */
export async function recordExport(actor: Actor): Promise<boolean> {
  if (!may(actor, 'subscriber.manage')) return false;
  await database().$executeRaw`${recordEvent(
    actor,
    'letter.subscribersExported',
    sql`SELECT 'subscribers', NULL, '', jsonb_build_object('rows', (SELECT count(*) FROM subscriber))`,
  )}`;
  return true;
}

type ExportedRow = {
  id: string;
  address: string;
  language: string;
  state: string;
  kinds: string;
  created: Date;
  confirmed: Date | null;
  act: string | null;
  at: Date | null;
  words: string | null;
  place: string | null;
};

/** All subscribers as a table (RFC 4180) with the last consent of each; no cell is a formula for a spreadsheet. */
export async function* exportSubscribers(): AsyncGenerator<string> {
  yield line([
    'email',
    'language',
    'state',
    'letters',
    'since',
    'confirmed',
    'consent',
    'consent at',
    'consent words',
    'consent place',
  ]);
  let after = '00000000-0000-0000-0000-000000000000';
  for (;;) {
    const rows = await database().$queryRaw<ExportedRow[]>`
      SELECT s.id, s.address, s.language, s.state, s.created_at AS created, s.confirmed_at AS confirmed,
        (SELECT coalesce(string_agg(kind, ' ' ORDER BY kind), '') FROM subscription n WHERE n.subscriber_id = s.id) AS kinds,
        c.act, c.at, c.words, c.place
      FROM subscriber s
      LEFT JOIN LATERAL (SELECT * FROM consent WHERE subscriber_id = s.id ORDER BY id DESC LIMIT 1) c ON true
      WHERE s.id > ${after}::uuid ORDER BY s.id LIMIT ${STEP}`;
    yield rows
      .map(({ address, language, state, kinds, created, confirmed, act, at, words, place }) =>
        line([
          address,
          language,
          state,
          kinds,
          timeOf(created),
          timeOf(confirmed),
          act ?? '',
          timeOf(at),
          words ?? '',
          place ?? '',
        ]),
      )
      .join('');
    const last = rows.at(-1);
    if (!last || rows.length < STEP) return;
    after = last.id;
  }
}

function timeOf(date: Date | null): string {
  return date?.toISOString() ?? '';
}

function line(cells: string[]): string {
  return stringify([cells], { escape_formulas: true, record_delimiter: '\r\n' });
}

/**
 * Deletes a subscriber with all that is kept about them; with `isBlocked` the address gets no letters any more, whoever
 * enters it. Refused for somebody who may not, and where there is none.
 */
export async function deleteSubscriber(
  actor: Actor,
  id: string,
  { isBlocked }: { isBlocked: boolean },
): Promise<Result> {
  if (!may(actor, 'subscriber.manage')) return refuse('not-allowed', 'it');
  const row = await database().subscriber.findUnique({ where: { id }, select: { address: true } });
  if (!row) return refuse('not-found', 'subscriber');
  const deleted = await database().$executeRaw`
    WITH deleted AS (
      DELETE FROM subscriber WHERE id = ${id}::uuid RETURNING id
    ), blocked AS (
      INSERT INTO suppressed_address (hash, reason)
      SELECT ${hashOfAddress(row.address)}, 'blocked' FROM deleted WHERE ${isBlocked} ON CONFLICT (hash) DO NOTHING
    )
    ${recordEvent(actor, 'letter.subscriberDeleted', sql`SELECT id, NULL, '', '{}' FROM deleted`)}`;
  return deleted === 1 ? { ok: true } : refuse('not-found', 'subscriber');
}

/**
 * Lets an address have letters again that could not be reached, was blocked or has left; whoever has complained gets
 * none for ever. Refused for somebody who may not, and where there is nothing to lift.
 */
export async function liftSuppression(actor: Actor, text: string): Promise<Result> {
  if (!may(actor, 'subscriber.manage')) return refuse('not-allowed', 'it');
  const parsed = parseMailAddress(text);
  if (!parsed) return refuse('invalid', 'mailAddress');
  const lifted = await database().$executeRaw`
    WITH lifted AS (
      DELETE FROM suppressed_address WHERE hash = ${hashOfAddress(parsed.address)} AND reason <> 'complained' RETURNING reason
    ), back AS (
      UPDATE subscriber SET state = 'left' WHERE address = ${parsed.address} AND state = 'suppressed'
        AND EXISTS (SELECT FROM lifted)
    )
    ${recordEvent(actor, 'letter.suppressionLifted', sql`SELECT 'suppression', NULL, reason, '{}' FROM lifted`)}`;
  return lifted === 1 ? { ok: true } : refuse('not-found', 'suppression');
}
