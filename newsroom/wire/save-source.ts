import type { Language } from '#i18n/languages';
import { changesBetween, recordEvent } from '#newsroom/audit/record-event';
import { isOpenIn } from '#newsroom/live/is-open';
import type { Actor } from '#newsroom/permissions/actor';
import { may } from '#newsroom/permissions/permissions';
import { type Refusal, type Result, refuse } from '#newsroom/result';
import { addressWithoutKeys, chatOf, parseSourceAddress } from '#newsroom/wire/source-address';
import { TELEGRAM_TOKEN } from '#newsroom/wire/telegram/poll-telegram';
import { database, type Sql, sql } from '#platform/database';
import { decrypt, encrypt } from '#platform/encryption';

/** What people say of a source. */
export type SourceFields = {
  name: string;
  /** Of the web, `folder:NAME`, or `telegram:CHAT`. */
  address: string;
  /** Token of the bot that reads a channel of Telegram; empty for the one that there is. */
  token: string;
  language: Language;
  /** Key of the section that drafts are filed under; empty for the first one. */
  section: string;
  /** The source line of drafts; empty for the name. */
  credit: string;
  /** The live blog that posts of a channel of Telegram become drafts of; null for none. */
  liveStoryId: number | null;
};

/**
 * Adds a source, which is asked at once. Fails by value for somebody who may not, for an address that is none, for a
 * channel of Telegram without a token, or with one that another source has (a bot tells each post once), and for a live
 * blog that does not go on in its language, or is chosen for another source than a channel of Telegram.
 */
export async function createSource(actor: Actor, fields: SourceFields): Promise<Result<{ id: number }>> {
  if (!may(actor, 'source.edit')) return refuse('not-allowed', 'it');
  const checked = checkedFields(fields);
  if ('ok' in checked) return checked;
  const { name, address, credit } = checked;
  const token = await checkedToken(0, address, fields.token);
  if ('ok' in token) return token;
  const refused = await refusedLiveBlog(0, address, fields);
  if (refused) return refused;
  const [created] = await database().$queryRaw<{ id: number }[]>`
    WITH created AS (
      INSERT INTO wire_source (name, address, language, section_id, credit, secret, live_story_id)
      VALUES (${name}, ${address}, ${fields.language}, ${sectionId(fields.section)}, ${credit}, ${token.secret},
        ${fields.liveStoryId}::int)
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
  const token = await checkedToken(id, address, fields.token);
  if ('ok' in token) return token;
  const refused = await refusedLiveBlog(id, address, fields);
  if (refused) return refused;
  const moves = sql`s.address <> ${address}`;
  const changed = await database().$executeRaw`
    WITH before AS (
      SELECT s.id, name, address, language, credit, ${SECTION_KEY} AS section, ${LIVE_BLOG} AS live_blog
      FROM wire_source s WHERE s.id = ${id}
    ), changed AS (
      UPDATE wire_source s SET name = ${name}, address = ${address}, language = ${fields.language},
        section_id = ${sectionId(fields.section)}, credit = ${credit}, version = version + 1,
        live_story_id = ${fields.liveStoryId}::int,
        secret = CASE WHEN ${chatOf(address) === undefined} THEN NULL ELSE coalesce(${token.secret}, secret) END,
        etag = CASE WHEN ${moves} THEN '' ELSE etag END, format = CASE WHEN ${moves} THEN '' ELSE format END,
        last_modified = CASE WHEN ${moves} THEN '' ELSE last_modified END,
        failures = CASE WHEN ${moves} THEN 0 ELSE failures END, trouble = CASE WHEN ${moves} THEN '' ELSE trouble END,
        trouble_detail = CASE WHEN ${moves} THEN '' ELSE trouble_detail END,
        next_poll_at = CASE WHEN ${moves} THEN now() ELSE next_poll_at END,
        -- Whoever is asking the old address has nothing to say any more.
        leased_until = CASE WHEN ${moves} THEN NULL ELSE leased_until END
      WHERE id = ${id} AND version = ${version}
        AND NOT EXISTS (SELECT FROM wire_source o WHERE o.address = ${address} AND o.id <> ${id})
      RETURNING id, name, language, credit, ${SECTION_KEY} AS section, ${LIVE_BLOG} AS live_blog
    )
    ${recordEvent(
      actor,
      'source.changed',
      sql`SELECT c.id, NULL, c.name, jsonb_build_object('changed', ${changesBetween(
        sql`jsonb_build_object('name', b.name, 'language', b.language, 'credit', b.credit, 'section', b.section,
          'liveBlog', b.live_blog, 'address', split_part(b.address, '?', 1))`,
        sql`jsonb_build_object('name', c.name, 'language', c.language, 'credit', c.credit, 'section', c.section,
          'liveBlog', c.live_blog, 'address', split_part(${address}, '?', 1))`,
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
/** Its headline, in the language of the source where it has one. */
const LIVE_BLOG = sql`(
  SELECT w.headline FROM article a JOIN working_copy w ON w.article_id = a.id
  WHERE a.story_id = s.live_story_id ORDER BY a.language <> s.language, a.id LIMIT 1)`;

function checkedFields({ name, address, credit }: SourceFields) {
  if (name.trim() === '') return refuse('missing', 'name');
  const parsed = parseSourceAddress(address);
  if (typeof parsed !== 'string') return parsed;
  return { name: name.trim(), address: parsed, credit: credit.trim() || name.trim() };
}

/** What is to be stored of a token; nothing where the one that there is stays, or none is needed. `id` is 0 for a new source. */
async function checkedToken(
  id: number,
  address: string,
  given: string,
): Promise<{ secret: Uint8Array<ArrayBuffer> | null } | Refusal<'missing' | 'already-taken'>> {
  if (chatOf(address) === undefined) return { secret: null };
  const sources = await database().wireSource.findMany({
    where: { address: { startsWith: 'telegram:' } },
    select: { id: true, secret: true },
  });
  const token = given.trim();
  if (!token) {
    const own = sources.find((source) => source.id === id)?.secret;
    return own ? { secret: null } : refuse('missing', 'secret');
  }
  const isTaken = sources.some((one) => one.id !== id && one.secret && decrypt(one.secret, TELEGRAM_TOKEN) === token);
  return isTaken ? refuse('already-taken', 'botToken') : { secret: encrypt(token, TELEGRAM_TOKEN) };
}

/** The live blog that a source has already stays chosen, also where it has ended since. */
async function refusedLiveBlog(
  id: number,
  address: string,
  { language, liveStoryId }: Pick<SourceFields, 'language' | 'liveStoryId'>,
): Promise<Refusal<'invalid'> | undefined> {
  if (liveStoryId === null) return undefined;
  if (chatOf(address) === undefined) return refuse('invalid', 'liveBlogSource');
  const [found] = await database().$queryRaw<{ id: number }[]>`
    SELECT b.story_id AS id FROM live_blog b WHERE b.story_id = ${liveStoryId} AND (${isOpenIn(sql`${language}`)}
      OR EXISTS (SELECT FROM wire_source s WHERE s.id = ${id} AND s.live_story_id = b.story_id
        AND s.language = ${language}))`;
  return found ? undefined : refuse('invalid', 'sourceLiveBlog');
}

function sectionId(key: string): Sql {
  return sql`(SELECT id FROM section WHERE key = ${key})`;
}
