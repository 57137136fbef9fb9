import type { Language } from '#i18n/languages';
import { changesBetween, recordEvent } from '#newsroom/audit/record-event';
import type { Actor } from '#newsroom/permissions/actor';
import { may } from '#newsroom/permissions/permissions';
import { type Result, refuse } from '#newsroom/result';
import { addressWithoutKeys, parseSourceAddress } from '#newsroom/wire/source-address';
import { database, type Sql, sql } from '#platform/database';

/** What people say of a source. */
export type SourceFields = {
  name: string;
  /** Of the web, or `folder:NAME`. */
  address: string;
  language: Language;
  /** Key of the section that drafts are filed under; empty for the first one. */
  section: string;
  /** The source line of drafts; empty for the name. */
  credit: string;
};

/** Adds a source, which is asked at once. Fails by value for somebody who may not and for an address that is none. */
export async function createSource(actor: Actor, fields: SourceFields): Promise<Result<{ id: number }>> {
  if (!may(actor, 'source.edit')) return refuse('not-allowed', 'it');
  const checked = checkedFields(fields);
  if ('ok' in checked) return checked;
  const { name, address, credit } = checked;
  const [created] = await database().$queryRaw<{ id: number }[]>`
    WITH created AS (
      INSERT INTO wire_source (name, address, language, section_id, credit)
      VALUES (${name}, ${address}, ${fields.language}, ${sectionId(fields.section)}, ${credit})
      ON CONFLICT (address) DO NOTHING
      RETURNING id, name
    ), event AS (
      ${recordEvent(
        actor,
        'source.created',
        sql`SELECT id, NULL, name, jsonb_build_object('from', ${addressWithoutKeys(address)}::text) FROM created`,
      )}
    )
    SELECT id FROM created`;
  return created ? { ok: true, id: created.id } : refuse('already-taken', 'sourceAddress');
}

/**
 * Changes a source; `version` is the one that was seen. Another address is asked at once, and asked for everything.
 * Fails by value as createSource does, for one that is there no more, and where somebody else was faster.
 */
export async function changeSource(
  actor: Actor,
  { id, version, ...fields }: SourceFields & { id: number; version: number },
): Promise<Result> {
  if (!may(actor, 'source.edit')) return refuse('not-allowed', 'it');
  const checked = checkedFields(fields);
  if ('ok' in checked) return checked;
  const { name, address, credit } = checked;
  const moves = sql`s.address <> ${address}`;
  const changed = await database().$executeRaw`
    WITH before AS (
      SELECT s.id, name, address, language, credit, ${SECTION_KEY} AS section FROM wire_source s WHERE s.id = ${id}
    ), changed AS (
      UPDATE wire_source s SET name = ${name}, address = ${address}, language = ${fields.language},
        section_id = ${sectionId(fields.section)}, credit = ${credit}, version = version + 1,
        etag = CASE WHEN ${moves} THEN '' ELSE etag END, format = CASE WHEN ${moves} THEN '' ELSE format END,
        last_modified = CASE WHEN ${moves} THEN '' ELSE last_modified END,
        failures = CASE WHEN ${moves} THEN 0 ELSE failures END, trouble = CASE WHEN ${moves} THEN '' ELSE trouble END,
        trouble_detail = CASE WHEN ${moves} THEN '' ELSE trouble_detail END,
        next_poll_at = CASE WHEN ${moves} THEN now() ELSE next_poll_at END,
        -- Whoever is asking the old address has nothing to say any more.
        leased_until = CASE WHEN ${moves} THEN NULL ELSE leased_until END
      WHERE id = ${id} AND version = ${version}
        AND NOT EXISTS (SELECT FROM wire_source o WHERE o.address = ${address} AND o.id <> ${id})
      RETURNING id, name, language, credit, ${SECTION_KEY} AS section
    )
    ${recordEvent(
      actor,
      'source.changed',
      sql`SELECT c.id, NULL, c.name, jsonb_build_object('changed', ${changesBetween(
        sql`jsonb_build_object('name', b.name, 'language', b.language, 'credit', b.credit, 'section', b.section,
          'address', split_part(b.address, '?', 1))`,
        sql`jsonb_build_object('name', c.name, 'language', c.language, 'credit', c.credit, 'section', c.section,
          'address', split_part(${address}, '?', 1))`,
      )}) FROM changed c JOIN before b ON b.id = c.id`,
    )}`;
  if (changed === 1) return { ok: true };
  const [now, other] = await Promise.all([
    database().wireSource.findUnique({ where: { id }, select: { version: true } }),
    database().wireSource.findUnique({ where: { address }, select: { id: true } }),
  ]);
  if (!now) return refuse('not-found', 'source');
  return other && other.id !== id ? refuse('already-taken', 'sourceAddress') : refuse('conflict', 'it');
}

const SECTION_KEY = sql`(SELECT key FROM section c WHERE c.id = s.section_id)`;

function checkedFields({ name, address, credit }: SourceFields) {
  if (name.trim() === '') return refuse('missing', 'name');
  const parsed = parseSourceAddress(address);
  if (typeof parsed !== 'string') return parsed;
  return { name: name.trim(), address: parsed, credit: credit.trim() || name.trim() };
}

function sectionId(key: string): Sql {
  return sql`(SELECT id FROM section WHERE key = ${key})`;
}
