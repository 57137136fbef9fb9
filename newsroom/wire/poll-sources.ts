import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { recordSystemEvent } from '#newsroom/audit/record-event';
import type { FeedPace } from '#newsroom/transfer/feed/parse-feed';
import { nextPollAt } from '#newsroom/wire/next-poll';
import { pollFolder } from '#newsroom/wire/poll-folder';
import type { PollTrouble } from '#newsroom/wire/poll-trouble';
import { readDocument } from '#newsroom/wire/read-document';
import { usualInterval } from '#newsroom/wire/silence';
import { addressWithoutKeys, chatOf, folderOf } from '#newsroom/wire/source-address';
import { type Taken, takeEntries } from '#newsroom/wire/take-entries';
import { pollTelegram } from '#newsroom/wire/telegram/poll-telegram';
import { getIfChanged, type Validators } from '#platform/conditional-get';
import { database, type Sql, sql } from '#platform/database';
import { readEnvironment } from '#platform/env';
import type { Door } from '#platform/http-client';
import { log } from '#platform/log';

/** Feeds are read whole, bytes. */
const LIMIT = 16_000_000;

type Leased = {
  id: number;
  name: string;
  address: string;
  secret: Uint8Array | null;
  etag: string;
  lastModified: string;
  leasedUntil: Date;
  failures: number;
  lastItemAt: Date | null;
  usualSeconds: number | null;
};

/** What a poll has brought, or why nothing. */
type Outcome = {
  taken: Taken;
  trouble: PollTrouble | '';
  detail?: string;
  /** Nothing is wrong with it, though there may be something to say. */
  isSuccess: boolean;
  format?: string;
  validators?: Validators;
  movedTo?: string;
  isGone?: boolean;
  hasMore?: boolean;
  maxAgeSeconds?: number;
  retryAfterSeconds?: number;
  pace?: FeedPace;
};

/** What may be reached, and where Telegram's Bot API is: tests have servers on this machine. */
type Options = { door?: Door | undefined; timeoutMs?: number; telegram?: string };

const NOTHING: Taken = { items: 0, versions: 0, failures: 0 };

/** Whether a source is due that nobody is asking, and that this machine may ask. */
export async function hasDueSource(): Promise<boolean> {
  const [found] = await database().$queryRaw<{ due: boolean }[]>`
    SELECT EXISTS (SELECT FROM wire_source WHERE ${await isDue()}) AS due`;
  return found?.due ?? false;
}

/** Asks all sources that are due, one after another, until none is left. Any number of machines share them. */
export async function pollDueSources(options: Options = {}): Promise<void> {
  for (let source = await leaseSource(); source; source = await leaseSource()) {
    const outcome = await poll(source, options);
    await saveOutcome(source, outcome);
  }
}

/** One source for this process, for five minutes. */
async function leaseSource(): Promise<Leased | undefined> {
  const [leased] = await database().$queryRaw<Leased[]>`
    UPDATE wire_source SET leased_until = now() + interval '5 minutes'
    WHERE id = (
      SELECT id FROM wire_source WHERE ${await isDue()}
      ORDER BY next_poll_at LIMIT 1
      FOR UPDATE SKIP LOCKED)
    RETURNING id, name, address, secret, etag, last_modified AS "lastModified", leased_until AS "leasedUntil", failures,
      last_item_at AS "lastItemAt", usual_seconds AS "usualSeconds"`;
  return leased;
}

/**
 * What a source is that this machine may ask. Folders are for the machine that has them; one that no machine has is
 * anybody's after ten minutes, to say so.
 */
async function isDue(): Promise<Sql> {
  const folders = await readdir(wiresFolder()).catch(() => []);
  return sql`state = 'on' AND next_poll_at <= now() AND (leased_until IS NULL OR leased_until < now())
    AND (address NOT LIKE 'folder:%' OR substr(address, 8) = ANY(${folders})
      OR next_poll_at < now() - interval '10 minutes')`;
}

function wiresFolder(): string {
  return join(readEnvironment().DATA_DIR, 'wires');
}

async function poll(source: Leased, options: Options): Promise<Outcome> {
  const folder = folderOf(source.address);
  const chat = chatOf(source.address);
  try {
    if (chat !== undefined) return await pollChannel(source, chat, options);
    return folder === undefined ? await pollWeb(source, options) : await pollFolderOf(source, folder);
  } catch (error) {
    log().error({ source: source.id, err: error }, 'a source could not be polled');
    return { taken: NOTHING, trouble: 'failed', isSuccess: false };
  }
}

async function pollWeb({ id, address, etag, lastModified }: Leased, options: Options): Promise<Outcome> {
  const answer = await getIfChanged(address, { known: { etag, lastModified }, limit: LIMIT, ...options });
  if (answer.kind === 'gone') return { taken: NOTHING, trouble: 'gone', isSuccess: false, isGone: true };
  if (answer.kind === 'failed') {
    const { why, detail, retryAfterSeconds } = answer;
    return { taken: NOTHING, trouble: why, detail, isSuccess: false, ...(retryAfterSeconds && { retryAfterSeconds }) };
  }
  const { validators, maxAgeSeconds, movedTo } = answer;
  const said = { validators, ...(movedTo && { movedTo }), ...(maxAgeSeconds && { maxAgeSeconds }) };
  if (answer.kind === 'same') return { taken: NOTHING, trouble: '', isSuccess: true, ...said };
  const document = readDocument(answer.bytes, { declared: answer.charset, address: movedTo ?? address });
  // A page in place of a feed moves nothing.
  if (!document.ok) return { taken: NOTHING, trouble: document.why, isSuccess: false };
  const { entries, skipped, format, pace } = document;
  const taken = await takeEntries(id, entries);
  // Without what the server said, it is asked for everything again.
  if (taken.failures > 0) return { taken, trouble: 'failed', isSuccess: false, format };
  return {
    taken,
    trouble: entries.length === 0 && skipped > 0 ? 'no-text' : '',
    isSuccess: true,
    format,
    pace,
    ...said,
  };
}

async function pollChannel({ id, secret, etag }: Leased, chat: string, options: Options): Promise<Outcome> {
  const found = await pollTelegram({ id, chat, secret, from: etag }, { door: options.door, server: options.telegram });
  if (!found.ok) {
    const { why: trouble, detail, retryAfterSeconds } = found;
    return { taken: NOTHING, trouble, detail, isSuccess: false, ...(retryAfterSeconds && { retryAfterSeconds }) };
  }
  const { next, hasMore, failures } = found;
  const said = { taken: found, format: 'Telegram', validators: { etag: next, lastModified: '' } };
  return failures > 0
    ? { ...said, trouble: 'failed', isSuccess: false }
    : { ...said, trouble: '', isSuccess: true, hasMore };
}

async function pollFolderOf({ id }: Leased, name: string): Promise<Outcome> {
  const found = await pollFolder(id, join(wiresFolder(), name)).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return undefined;
    throw error;
  });
  if (!found) return { taken: NOTHING, trouble: 'no-folder', detail: name, isSuccess: false };
  const { refused, format, hasMore, skipped, items, versions, files, failures } = found;
  if (failures > 0) return { taken: found, trouble: 'failed', isSuccess: false, format };
  const isEmpty = files > 0 && skipped > 0 && items + versions === 0;
  return {
    taken: found,
    trouble: refused.length > 0 ? 'files-refused' : isEmpty ? 'no-text' : '',
    detail: refused.slice(0, 5).join(', '),
    isSuccess: refused.length === 0,
    hasMore,
    ...(format && { format }),
  };
}

/** Nothing is saved of a source that was changed, removed or given to somebody else meanwhile. */
async function saveOutcome(source: Leased, outcome: Outcome): Promise<void> {
  const at = new Date();
  const failures = outcome.isSuccess ? 0 : source.failures + 1;
  const kind = chatOf(source.address) ? 'telegram' : folderOf(source.address) ? 'folder' : 'web';
  const next = outcome.hasMore ? at : nextPollAt(at, { ...outcome, failures, kind });
  const hasBrought = outcome.taken.items + outcome.taken.versions > 0;
  const usual = hasBrought ? usualInterval(source.usualSeconds, source.lastItemAt, at) : source.usualSeconds;
  await database().$executeRaw`
    WITH saved AS (
      UPDATE wire_source s SET leased_until = NULL, next_poll_at = ${next}::timestamptz, failures = ${failures},
        trouble = ${outcome.trouble}, trouble_detail = ${outcome.detail ?? ''}, last_poll_at = now(),
        last_success_at = CASE WHEN ${outcome.isSuccess} THEN now() ELSE last_success_at END,
        last_item_at = CASE WHEN ${hasBrought} THEN now() ELSE last_item_at END, usual_seconds = ${usual}::int,
        format = coalesce(nullif(${outcome.format ?? ''}, ''), format),
        etag = coalesce(${outcome.validators?.etag ?? null}, etag),
        last_modified = coalesce(${outcome.validators?.lastModified ?? null}, last_modified),
        state = CASE WHEN ${outcome.isGone ?? false} THEN 'stopped' ELSE state END,
        address = CASE WHEN ${outcome.movedTo ?? null}::text IS NULL
          OR EXISTS (SELECT FROM wire_source o WHERE o.address = ${outcome.movedTo ?? ''}) THEN address
          ELSE ${outcome.movedTo ?? ''} END
      WHERE id = ${source.id} AND leased_until = ${source.leasedUntil}::timestamptz
      RETURNING id, name, state, address
    ), stopped AS (
      ${recordSystemEvent('source.stopped', sql`SELECT id, NULL, name, '{}' FROM saved WHERE state = 'stopped'`)}
    )
    ${recordSystemEvent(
      'source.moved',
      sql`SELECT id, NULL, name, jsonb_build_object('from', ${addressWithoutKeys(source.address)}::text,
          'to', ${addressWithoutKeys(outcome.movedTo ?? '')}::text)
        FROM saved WHERE address <> ${source.address}`,
    )}`;
}
