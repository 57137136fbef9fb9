import type { Language } from '#i18n/languages';
import { stopAll } from '#newsroom/push/latest-message';
import type { PushKind } from '#newsroom/push/push-message';
import type { Device } from '#newsroom/push/send-to-device';
import { database, sql } from '#platform/database';

/** Longer than a batch takes whose push services all keep silent; renewed with each. Seconds. */
const LEASE = 60;

/** Devices of a batch. After a crash those of one get a message again, which takes its own place there. */
export const BATCH = 500;

/** A message as it is sent. */
export type OpenMessage = {
  id: number;
  articleId: number;
  kind: PushKind;
  language: Language;
  sectionId: number;
  title: string;
  text: string;
  address: string;
  isUrgent: boolean;
  heardAt: Date;
  createdAt: Date;
  position: bigint;
  lastId: bigint;
  silentUntil: bigint;
};

export type Recipient = Device & {
  id: bigint;
  quietFrom: number | null;
  quietUntil: number | null;
  timeZone: string;
  /** How often it was tried before, and whether its turn has been: one whose push service rested has not been tried. */
  tries: number;
  isAgain: boolean;
};

/** Takes a message that is due for `holder` alone, what is urgent first; null where there is none. */
export async function takeMessage(holder: string): Promise<OpenMessage | null> {
  const [taken = null] = await database().$queryRaw<OpenMessage[]>`
    UPDATE push_message SET lease = ${holder}, leased_until = now() + make_interval(secs => ${LEASE}::int)
    WHERE id = (
      SELECT id FROM push_message WHERE state = 'sending' AND due_at <= now() AND leased_until <= now()
      ORDER BY is_urgent DESC, due_at LIMIT 1 FOR UPDATE SKIP LOCKED
    )
    RETURNING id, article_id AS "articleId", kind, language, section_id AS "sectionId", title, text, address,
      is_urgent AS "isUrgent", heard_at AS "heardAt", created_at AS "createdAt", position, last_id AS "lastId",
      silent_until AS "silentUntil"`;
  return taken;
}

/** Whether a message is due that nobody sends. */
export async function hasDueMessage(): Promise<boolean> {
  const [found] = await database().$queryRaw<{ due: boolean }[]>`
    SELECT EXISTS (
      SELECT FROM push_message WHERE state = 'sending' AND due_at <= now() AND leased_until <= now()
    ) AS due`;
  return found?.due ?? false;
}

const RECIPIENT = sql`s.id, s.endpoint, s.p256dh, s.auth, s.quiet_from AS "quietFrom", s.quiet_until AS "quietUntil",
  s.time_zone AS "timeZone"`;

/** The devices that are next, in the order of their numbers. */
export function listNext(message: OpenMessage): Promise<Recipient[]> {
  return database().$queryRaw<Recipient[]>`
    SELECT ${RECIPIENT}, 0 AS tries, false AS "isAgain" FROM push_subscription s
    WHERE s.language = ${message.language} AND s.id > ${message.position} AND s.id <= ${message.lastId}
      AND (s.sections = '{}' OR ${message.sectionId} = ANY (s.sections))
    ORDER BY s.id LIMIT ${BATCH}`;
}

/** Devices that it is time to try again. */
export function listRetries({ id }: OpenMessage): Promise<Recipient[]> {
  return database().$queryRaw<Recipient[]>`
    SELECT ${RECIPIENT}, r.tries, true AS "isAgain" FROM push_retry r JOIN push_subscription s ON s.id = r.subscription_id
    WHERE r.message_id = ${id} AND r.next_try_at <= now()
    ORDER BY r.next_try_at LIMIT ${BATCH}`;
}

/**
 * Says that devices up to `until` are under way from now on. False where the message is not to be sent any more: it was
 * stopped, somebody else has it, or readers do not have the story any more, which says so to all who have it (take-back.ts).
 */
export async function beginBatch(
  { id, kind, articleId }: OpenMessage,
  holder: string,
  until: bigint,
): Promise<boolean> {
  const begun = await database().$executeRaw`
    UPDATE push_message SET batch_until = greatest(batch_until, ${until}),
      leased_until = now() + make_interval(secs => ${LEASE}::int)
    WHERE id = ${id} AND lease = ${holder} AND leased_until > now() AND state = 'sending' AND (
      ${kind} = 'withdrawal'
      OR EXISTS (SELECT FROM article WHERE id = ${articleId} AND state = 'published' AND removed_at IS NULL)
    )`;
  return begun === 1;
}

/** What came of a batch, by numbers of devices. */
export type BatchResult = {
  /** Up to which device the message is done; null where devices were tried again. */
  until: bigint | null;
  /** Devices that are counted for the first time. */
  addressed: number;
  taken: number;
  failed: number;
  refused: number;
  skipped: number;
  gone: bigint[];
  later: { id: bigint; tries: number; waitSeconds: number }[];
  /** Devices that have been tried again and need not be any more. */
  settled: bigint[];
  /** What a push service found wrong; empty for nothing. */
  answer: string;
};

/** Writes down what came of a batch, unless somebody else has the message: then that one sends it once more. */
export async function recordBatch({ id }: OpenMessage, holder: string, result: BatchResult): Promise<void> {
  const { until, addressed, taken, failed, refused, skipped, gone, later, settled, answer } = result;
  await database().$executeRaw`
    WITH counted AS (
      UPDATE push_message SET position = greatest(position, ${until ?? 0n}), addressed = addressed + ${addressed}::int,
        taken = taken + ${taken}::int, gone = gone + ${gone.length}::int, refused = refused + ${refused}::int,
        skipped = skipped + ${skipped}::int,
        -- What was stopped meanwhile is not tried again.
        failed = failed + ${failed}::int + CASE WHEN state = 'sending' THEN 0 ELSE ${later.length}::int END,
        answer = coalesce(nullif(${answer}, ''), answer)
      WHERE id = ${id} AND lease = ${holder}
      RETURNING id, state
    ), settled AS (
      DELETE FROM push_retry
      WHERE message_id IN (SELECT id FROM counted) AND subscription_id = ANY (${settled.map(String)}::text[]::bigint[])
    ), gone AS (
      DELETE FROM push_subscription WHERE id = ANY (${gone.map(String)}::text[]::bigint[]) AND EXISTS (SELECT FROM counted)
    )
    INSERT INTO push_retry AS known (message_id, subscription_id, tries, next_try_at)
    SELECT c.id, s.id, l.tries, now() + make_interval(secs => l.wait)
    FROM counted c, unnest(
      ${later.map((one) => String(one.id))}::text[]::bigint[], ${later.map((one) => one.tries)}::int[],
      ${later.map((one) => one.waitSeconds)}::int[]
    ) AS l (id, tries, wait) JOIN push_subscription s ON s.id = l.id
    WHERE c.state = 'sending'
    FOR KEY SHARE OF s
    ON CONFLICT (message_id, subscription_id) DO UPDATE SET tries = excluded.tries, next_try_at = excluded.next_try_at`;
}

/** Ends a message that nobody wants any more, however far it has come. */
export async function endLate({ id }: OpenMessage): Promise<void> {
  await database().$executeRaw`WITH ${stopAll(sql`m.id = ${id}`)} SELECT`;
}

/** Puts off all that is due by a minute: nothing can be sent now. */
export async function putOff(): Promise<void> {
  await database().$executeRaw`
    UPDATE push_message SET due_at = now() + interval '1 minute' WHERE state = 'sending' AND due_at <= now()`;
}

/** Seconds until somebody looks again at what is not to be sent now. */
const BLOCKED = 2;

/**
 * Gives a message back. `done`: nothing is left to be done but devices that are to be tried again; without those it is
 * sent, and devices that have gone meanwhile are gone. `blocked`: it is not to be sent now.
 */
export async function releaseMessage(
  { id }: OpenMessage,
  holder: string,
  how: 'done' | 'stopping' | 'blocked',
): Promise<void> {
  const isSent = sql`${how} = 'done' AND m.state = 'sending' AND r.next IS NULL`;
  await database().$executeRaw`
    UPDATE push_message m SET lease = NULL, leased_until = now(),
      state = CASE WHEN ${isSent} THEN 'sent' ELSE m.state END,
      ended_at = CASE WHEN ${isSent} THEN now() ELSE m.ended_at END,
      gone = CASE WHEN ${isSent} THEN addressed - taken - failed - refused - skipped ELSE gone END,
      due_at = CASE ${how} WHEN 'done' THEN coalesce(r.next, now()) WHEN 'stopping' THEN now()
        ELSE now() + make_interval(secs => ${BLOCKED}::int) END
    FROM (SELECT min(next_try_at) AS next FROM push_retry WHERE message_id = ${id}) AS r
    WHERE m.id = ${id} AND m.lease = ${holder}`;
}
