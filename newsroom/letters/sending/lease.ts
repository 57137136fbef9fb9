import { LANGUAGE_CODES, type Language } from '#i18n/languages';
import type { LetterKind, LetterState } from '#newsroom/letters/kinds';
import { TOO_LATE } from '#newsroom/letters/sending/too-late';
import { database, type Sql, sql } from '#platform/database';

/** Whoever sends a letter has it alone for so long, seconds, and renews that while it works. */
export const LEASE_SECONDS = 120;

/** A letter that is being sent, by whoever holds it. */
export type HeldLetter = { id: number; kind: LetterKind; language: Language; state: LetterState; holder: string };

/** One reader who is sent a letter. */
export type Outgoing = { id: bigint; subscriberId: string; address: string; domain: string; tries: number };

/** States of what is still to be done. */
const OPEN = sql`('waiting', 'sending', 'failed')`;

/**
 * Whether a letter is due that nobody sends: only of kinds and languages that are on, and approved where they have to
 * be. What was begun goes on in any case, until it is too late.
 */
const DUE = sql`
  l.leased_until <= now() AND (l.state = 'sending' OR (
    l.state IN ('draft', 'ready') AND l.due_at <= now() AND l.language = ANY (${LANGUAGE_CODES}::text[])
    AND EXISTS (
      SELECT FROM letter_plan p
      WHERE p.kind = l.kind AND p.language = l.language AND p.is_on AND (l.state = 'ready' OR NOT p.waits)
    )
  ))
  AND NOT ${TOO_LATE} AND EXISTS (SELECT FROM letter_settings WHERE is_on)`;

export async function hasDueLetter(): Promise<boolean> {
  const [row] = await database().$queryRaw<{ is: boolean }[]>`SELECT EXISTS (SELECT FROM letter l WHERE ${DUE}) AS is`;
  return row?.is ?? false;
}

/** Whether an alert is due, for which every other letter waits. */
export async function hasDueAlert(): Promise<boolean> {
  const [row] = await database().$queryRaw<{ is: boolean }[]>`
    SELECT EXISTS (SELECT FROM letter l WHERE l.kind = 'breaking' AND ${DUE}) AS is`;
  return row?.is ?? false;
}

/**
 * Takes a letter that is due and that nobody sends, for `holder` alone, alerts first; null where there is none. Whom
 * somebody before was sending it to, who has not been heard of since, is sent it again: that is one reader.
 */
export async function takeLetter(holder: string, seconds = LEASE_SECONDS): Promise<HeldLetter | null> {
  const [taken = null] = await database().$queryRaw<HeldLetter[]>`
    WITH taken AS (
      UPDATE letter SET lease = ${holder}, leased_until = now() + make_interval(secs => ${seconds}::int)
      WHERE id = (
        SELECT l.id FROM letter l WHERE ${DUE}
        ORDER BY l.kind = 'breaking' DESC, l.due_at, l.id LIMIT 1 FOR UPDATE OF l SKIP LOCKED
      )
      RETURNING id, kind, language, state
    ), orphaned AS (
      UPDATE letter_recipient SET state = 'failed', next_try_at = now()
      WHERE letter_id = (SELECT id FROM taken) AND state = 'sending'
    )
    SELECT id, kind, language, state, ${holder} AS holder FROM taken`;
  return taken;
}

/** Keeps a letter; false where it is somebody else's by now, or is to be sent no more. */
export async function renewLetter({ id, holder }: HeldLetter, seconds = LEASE_SECONDS): Promise<boolean> {
  const renewed = await database().$executeRaw`
    UPDATE letter l SET leased_until = now() + make_interval(secs => ${seconds}::int)
    WHERE id = ${id} AND lease = ${holder} AND leased_until > now() AND state = 'sending' AND NOT ${TOO_LATE}`;
  return renewed === 1;
}

/** Gives a letter back, for whoever comes first after so many seconds. */
export async function releaseLetter({ id, holder }: HeldLetter, restSeconds = 0): Promise<void> {
  await database().$executeRaw`
    UPDATE letter SET lease = NULL, leased_until = now() + make_interval(secs => ${restSeconds}::float8)
    WHERE id = ${id} AND lease = ${holder}`;
}

/**
 * The next reader of a letter, who is being sent it from now on; null where nobody is due, or where too little is left
 * of the lease to send one. Its domain is paid for: so many letters a minute go there, from all machines together
 * (GCRA). Who has left meanwhile is left out.
 */
export async function takeRecipient(
  { id, holder, kind }: HeldLetter,
  { perMinute, seconds = LEASE_SECONDS }: { perMinute: number; seconds?: number },
): Promise<Outgoing | 'left-out' | null> {
  const [taken] = await database().$queryRaw<(Outgoing & { isSent: boolean })[]>`
    WITH next AS (
      SELECT r.id, r.domain, s.id AS subscriber_id, s.address FROM letter l
      JOIN letter_recipient r ON r.letter_id = l.id
      LEFT JOIN subscriber s ON s.id = r.subscriber_id AND s.state = 'confirmed'
        AND EXISTS (SELECT FROM subscription n WHERE n.subscriber_id = s.id AND n.kind = ${kind})
      WHERE l.id = ${id} AND l.lease = ${holder} AND l.state = 'sending'
        AND l.leased_until > now() + make_interval(secs => ${seconds}::float8 / 2)
        AND r.state IN ('waiting', 'failed') AND r.next_try_at <= now()
        AND NOT EXISTS (SELECT FROM mail_domain d WHERE d.domain = r.domain AND d.free_at > now())
      ORDER BY r.position, r.id LIMIT 1
    ), paid AS (
      INSERT INTO mail_domain AS d (domain, free_at)
      SELECT domain, now() + make_interval(secs => 60.0 / ${perMinute}::int) FROM next WHERE subscriber_id IS NOT NULL
      ON CONFLICT (domain) DO UPDATE
        SET free_at = greatest(d.free_at, now()) + make_interval(secs => 60.0 / ${perMinute}::int)
    )
    UPDATE letter_recipient r SET tries = r.tries + 1, tried_at = now(),
      state = CASE WHEN next.subscriber_id IS NULL THEN 'left_out' ELSE 'sending' END
    FROM next WHERE r.id = next.id
    RETURNING r.id, next.subscriber_id AS "subscriberId", next.address, r.domain, r.tries,
      next.subscriber_id IS NOT NULL AS "isSent"`;
  if (!taken) return null;
  const { isSent, ...outgoing } = taken;
  return isSent ? outgoing : 'left-out';
}

/**
 * How many readers are still to be sent a letter, and in how many seconds the next of them is due; `isOurs`: whether
 * this is to go on.
 */
export async function findRest({
  id,
  holder,
}: HeldLetter): Promise<{ open: number; waitSeconds: number; isOurs: boolean }> {
  const [row] = await database().$queryRaw<{ open: number; waitSeconds: number | null; isOurs: boolean }[]>`
    SELECT count(*)::int AS open,
      extract(epoch FROM min(greatest(r.next_try_at, d.free_at)) - now())::float8 AS "waitSeconds",
      EXISTS (
        SELECT FROM letter WHERE id = ${id} AND lease = ${holder} AND leased_until > now() AND state = 'sending'
      ) AS "isOurs"
    FROM letter_recipient r LEFT JOIN mail_domain d ON d.domain = r.domain
    WHERE r.letter_id = ${id} AND r.state IN ${OPEN}`;
  return { open: row?.open ?? 0, waitSeconds: Math.max(0, row?.waitSeconds ?? 0), isOurs: row?.isOurs ?? false };
}

/** Ends a letter of which nobody is to be sent any more, with its sums. */
export async function finishLetter({ id, holder }: HeldLetter): Promise<void> {
  await database().$executeRaw`
    UPDATE letter l SET state = 'sent', ended_at = now(), lease = NULL, trouble = '', failures = 0, sent = s.sent,
      bounced = s.bounced, given_up = s.given_up, unsure = s.unsure, left_out = s.left_out
    FROM (${sumsOf(id)}) s
    WHERE l.id = ${id} AND l.lease = ${holder} AND l.state = 'sending'
      AND NOT EXISTS (SELECT FROM letter_recipient WHERE letter_id = ${id} AND state IN ${OPEN})`;
}

/** How many readers of a letter there are of each state. */
export function sumsOf(letterId: number | Sql) {
  return sql`
    SELECT count(*) FILTER (WHERE state = 'sent')::int AS sent, count(*) FILTER (WHERE state = 'bounced')::int AS bounced,
      count(*) FILTER (WHERE state = 'given_up')::int AS given_up, count(*) FILTER (WHERE state = 'unsure')::int AS unsure,
      count(*) FILTER (WHERE state = 'left_out')::int AS left_out,
      count(*) FILTER (WHERE state IN ${OPEN})::int AS open
    FROM letter_recipient WHERE letter_id = ${letterId}`;
}
