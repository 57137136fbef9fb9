import type { LetterKind } from '#newsroom/letters/kinds';
import { hashOfAddress } from '#newsroom/letters/subscribers/mail-address';
import { askedOfToken, CONFIRM_MS, subscriberOfToken } from '#newsroom/letters/subscribers/subscriber-token';
import { nowMs } from '#platform/clock';
import { database } from '#platform/database';
import { addressBlockOf } from '#platform/ip-address';

// What readers do with their own letters. Each is a POST with a token of a letter that they got; opening a link changes
// nothing, for mail scanners open links too.

/** From where somebody does it: a page or a letter, and an IP address, of which only the network is kept. */
export type Circumstances = { words: string; place: string; from: string };

/** Confirms what was asked for; to do so again changes nothing. False for what is too old or was asked anew since. */
export async function confirmSubscription(token: string, { words, place, from }: Circumstances): Promise<boolean> {
  const asked = askedOfToken(token);
  if (!asked || nowMs() - asked.askedAt.getTime() > CONFIRM_MS) return false;
  const { subscriberId, askedAt } = asked;
  const subscriber = await database().subscriber.findUnique({ where: { id: subscriberId }, select: { address: true } });
  if (!subscriber) return false;
  const [confirmed] = await database().$queryRaw<{ id: string }[]>`
    WITH confirmed AS (
      UPDATE subscriber SET state = 'confirmed', confirmed_at = coalesce(confirmed_at, now()), left_at = NULL, notice = NULL
      WHERE id = ${subscriberId}::uuid AND asked_at = ${askedAt}::timestamptz AND state IN ('pending', 'confirmed')
      RETURNING id, asked_kinds, language
    ), first AS (
      -- Who presses the button again has what they have changed since.
      SELECT * FROM confirmed WHERE NOT EXISTS (
        SELECT FROM consent c WHERE c.subscriber_id = confirmed.id AND c.act = 'confirmed' AND c.at >= ${askedAt}::timestamptz
      )
    ), subscribed AS (
      INSERT INTO subscription (subscriber_id, kind)
      SELECT id, unnest(asked_kinds) FROM first ON CONFLICT DO NOTHING
    ), forgiven AS (
      -- They are back, of their own will.
      DELETE FROM suppressed_address
      WHERE hash = ${hashOfAddress(subscriber.address)} AND reason = 'left' AND EXISTS (SELECT FROM confirmed)
    ), noted AS (
      INSERT INTO consent (subscriber_id, act, kinds, language, words, place, network)
      SELECT id, 'confirmed', asked_kinds, language, ${words}, ${place}, ${addressBlockOf(from)} FROM first
    )
    SELECT id FROM confirmed`;
  return confirmed !== undefined;
}

/** Sets which kinds somebody gets; with none they leave. False for a token of nobody who gets letters. */
export async function changeSubscription(
  token: string,
  kinds: readonly LetterKind[],
  circumstances: Circumstances,
): Promise<boolean> {
  if (kinds.length === 0) return leaveLetters(token, circumstances);
  const id = subscriberOfToken(token);
  if (!id) return false;
  const { words, place, from } = circumstances;
  const changed = await database().$executeRaw`
    WITH changed AS (
      SELECT id, language FROM subscriber WHERE id = ${id}::uuid AND state = 'confirmed'
    ), dropped AS (
      DELETE FROM subscription WHERE subscriber_id IN (SELECT id FROM changed) AND kind <> ALL (${[...kinds]}::text[])
    ), added AS (
      INSERT INTO subscription (subscriber_id, kind)
      SELECT id, unnest(${[...kinds]}::text[]) FROM changed ON CONFLICT DO NOTHING
    )
    INSERT INTO consent (subscriber_id, act, kinds, language, words, place, network)
    SELECT id, 'changed', ${[...kinds]}::text[], language, ${words}, ${place}, ${addressBlockOf(from)} FROM changed`;
  return changed === 1;
}

/**
 * Ends all letters to somebody, at once; to do so again changes nothing. No import brings the address back. False for a
 * token of nobody that there is.
 */
export async function leaveLetters(token: string, { words, place, from }: Circumstances): Promise<boolean> {
  const id = subscriberOfToken(token);
  const row = id && (await database().subscriber.findUnique({ where: { id }, select: { address: true } }));
  if (!row) return false;
  await database().$executeRaw`
    WITH gone AS (
      UPDATE subscriber SET state = 'left', left_at = now(), notice = NULL
      WHERE id = ${id}::uuid AND state IN ('pending', 'confirmed') RETURNING id, language
    ), ended AS (
      DELETE FROM subscription WHERE subscriber_id IN (SELECT id FROM gone)
    ), suppressed AS (
      INSERT INTO suppressed_address (hash, reason)
      SELECT ${hashOfAddress(row.address)}, 'left' FROM gone ON CONFLICT DO NOTHING
    )
    INSERT INTO consent (subscriber_id, act, language, words, place, network)
    SELECT id, 'left', language, ${words}, ${place}, ${addressBlockOf(from)} FROM gone`;
  return true;
}
