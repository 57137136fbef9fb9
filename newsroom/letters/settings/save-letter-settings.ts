import { generateKeyPair, randomBytes } from 'node:crypto';
import { promisify } from 'node:util';
import { changesBetween, recordEvent } from '#newsroom/audit/record-event';
import { domainOf } from '#newsroom/letters/sending/own-message';
import { isReadable, LETTER_SECRET } from '#newsroom/letters/settings/find-letter-settings';
import type { LetterSettingsInput } from '#newsroom/letters/settings/letter-settings';
import { parseMailAddress } from '#newsroom/letters/subscribers/mail-address';
import type { Actor } from '#newsroom/permissions/actor';
import { may } from '#newsroom/permissions/permissions';
import { type Refusal, type Result, refuse } from '#newsroom/result';
import { now } from '#platform/clock';
import { database, type Sql, sql } from '#platform/database';
import { encrypt } from '#platform/encryption';
import { readEnvironment } from '#platform/env';
import { isPublicHost } from '#platform/ip-address';

/**
 * Saves how letters are sent, if nobody has since the version `seen` (0 for none yet). Passwords are stored encrypted; a
 * key to sign with is made where there is none for the sender's domain that can be read. Refused for somebody who may
 * not, where an address is wrong, and where letters would be on without a mail server, a sender or a postal address.
 */
export async function saveLetterSettings(
  actor: Actor,
  { seen, ...input }: LetterSettingsInput & { seen: number },
): Promise<Result> {
  if (!may(actor, 'letter.setUp')) return refuse('not-allowed', 'it');
  const known = await database().letterSettings.findUnique({ where: { id: 1 } });
  const addresses = checkAddresses(input);
  if (!addresses.ok) return addresses;
  const keepsServer = known?.smtp != null && !input.removesSmtp;
  const trouble = serverTrouble(input) ?? (input.isOn ? findMissing(input, keepsServer) : undefined);
  if (trouble) return trouble;
  const { sender, replyTo, returnPath } = addresses;
  const domain = domainOf(sender);
  // It is kept while letters are not signed: its record is in the DNS of this domain.
  const isKept = known?.dkimKey != null && domainOf(known.senderAddress) === domain && isReadable(known.dkimKey);
  const key = isKept ? undefined : input.signs && domain !== '' ? await makeKey() : NO_KEY;
  const saved = await database().$executeRaw`
    WITH known AS (
      SELECT * FROM letter_settings WHERE id = 1
    ), saved AS (
      INSERT INTO letter_settings AS s (id, is_on, sender_address, reply_to, postal_address, return_path, per_minute, smtp,
        mailbox, dkim_domain, dkim_selector, dkim_key, dkim_public)
      SELECT 1, ${input.isOn}, ${sender}, ${replyTo}, ${input.postalAddress}, ${returnPath}, ${input.perMinute}::int,
        ${secretOr(input.smtp, input.removesSmtp ? NONE : sql`(SELECT smtp FROM known)`)},
        ${secretOr(input.mailbox, input.removesMailbox ? NONE : sql`(SELECT mailbox FROM known)`)},
        ${input.signs ? domain : ''},
        ${key ? sql`${key.selector}` : sql`(SELECT dkim_selector FROM known)`},
        ${key ? sql`${key.secret}::bytea` : sql`(SELECT dkim_key FROM known)`},
        ${key ? sql`${key.publicKey}` : sql`(SELECT dkim_public FROM known)`}
      WHERE coalesce((SELECT version FROM known), 0) = ${seen}
      ON CONFLICT (id) DO UPDATE SET is_on = excluded.is_on, sender_address = excluded.sender_address,
        reply_to = excluded.reply_to, postal_address = excluded.postal_address, return_path = excluded.return_path,
        per_minute = excluded.per_minute, smtp = excluded.smtp, mailbox = excluded.mailbox,
        mailbox_due_at = now(), mailbox_trouble = '', dkim_domain = excluded.dkim_domain,
        dkim_selector = excluded.dkim_selector, dkim_key = excluded.dkim_key, dkim_public = excluded.dkim_public,
        version = s.version + 1
        WHERE s.version = ${seen}
      RETURNING s.*
    ), planned AS (
      INSERT INTO letter_plan AS p (language, kind, is_on, minute, weekday, waits, sender_name)
      SELECT g.language, g.kind, g."isOn", g.minute, g.weekday, g.waits, g."senderName"
      FROM saved, jsonb_to_recordset(${JSON.stringify(input.plans)}::jsonb)
        AS g (language text, kind text, "isOn" boolean, minute int, weekday int, waits boolean, "senderName" text)
      ON CONFLICT (language, kind) DO UPDATE SET is_on = excluded.is_on, minute = excluded.minute,
        weekday = excluded.weekday, waits = excluded.waits, sender_name = excluded.sender_name
    )
    ${recordEvent(
      actor,
      'letter.settingsChanged',
      sql`SELECT 'letters', NULL, '', jsonb_build_object('changed', ${changesBetween(
        sql`(SELECT coalesce((SELECT ${shownColumns(sql`k`)} FROM known k), '{}'))`,
        sql`(SELECT ${shownColumns(sql`v`)} FROM saved v)`,
      )}) FROM saved`,
    )}`;
  return saved === 1 ? { ok: true } : refuse('conflict', 'it');
}

/** What the activity log tells of: no secrets. */
function shownColumns(row: Sql): Sql {
  return sql`jsonb_build_object('isOn', ${row}.is_on, 'senderAddress', ${row}.sender_address,
    'replyTo', ${row}.reply_to, 'postalAddress', ${row}.postal_address, 'returnPath', ${row}.return_path,
    'perMinute', ${row}.per_minute)`;
}

const NONE = sql`NULL::bytea`;

function secretOr(given: string, known: Sql): Sql {
  return given === '' ? known : sql`${encrypt(given, LETTER_SECRET)}::bytea`;
}

type Addresses = { ok: true; sender: string; replyTo: string; returnPath: string };

function checkAddresses({ senderAddress, replyTo, returnPath }: LetterSettingsInput): Addresses | Refusal {
  const parse = (text: string) => (text === '' ? '' : parseMailAddress(text)?.address);
  const [sender, reply, path] = [parse(senderAddress), parse(replyTo), parse(returnPath)];
  if (sender === undefined) return refuse('invalid', 'senderAddress');
  if (reply === undefined) return refuse('invalid', 'replyTo');
  if (path === undefined) return refuse('invalid', 'returnPath');
  return { ok: true, sender, replyTo: reply, returnPath: path };
}

function serverTrouble({ smtp, mailbox }: LetterSettingsInput): Refusal | undefined {
  if (smtp !== '' && !isServer(smtp, /^smtps?:$/)) return refuse('invalid', 'mailServer');
  if (mailbox !== '' && !isServer(mailbox, /^imaps?:$/)) return refuse('invalid', 'mailbox');
  return undefined;
}

function isServer(text: string, protocol: RegExp): boolean {
  const url = URL.parse(text);
  return url !== null && protocol.test(url.protocol) && url.hostname !== '' && isPublicHost(text);
}

function findMissing(input: LetterSettingsInput, hasServer: boolean): Refusal | undefined {
  if (!hasServer && input.smtp === '' && !readEnvironment().SMTP_URL) return refuse('missing', 'mailServer');
  if (input.senderAddress === '') return refuse('missing', 'senderAddress');
  return input.postalAddress.trim() === '' ? refuse('missing', 'postalAddress') : undefined;
}

const NO_KEY = { selector: '', secret: null, publicKey: '' };

/**
 * 2048 bits are what all receivers check. Another key has another name, on the same day too: the record of the former
 * one may go later.
 */
async function makeKey() {
  const { publicKey, privateKey } = await promisify(generateKeyPair)('rsa', {
    modulusLength: 2_048,
    publicKeyEncoding: { type: 'spki', format: 'der' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
  const day = now().toISOString().slice(0, 10).replaceAll('-', '');
  const selector = `portal${day}-${randomBytes(4).toString('hex')}`;
  return {
    selector,
    secret: encrypt(privateKey, LETTER_SECRET),
    publicKey: publicKey.toString('base64'),
  };
}
