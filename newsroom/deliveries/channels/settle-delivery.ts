import { keepPost } from '#newsroom/deliveries/record-outcome';
import { ASKED_NOW } from '#newsroom/deliveries/send-again';
import type { Actor } from '#newsroom/permissions/actor';
import { may } from '#newsroom/permissions/permissions';
import { type Result, refuse } from '#newsroom/result';
import { database, sql } from '#platform/database';

/**
 * Says what became of a message that may have been sent, when whoever was sending it ended in that moment: it is there
 * (`sent`), or it is not (`waiting`: it is sent now, however old). A post that is there has to be found again for
 * corrections: `remoteId` is what the channel calls it, and without it corrections leave it as it is. Refused for
 * somebody who may not, and where that has been settled.
 */
export async function settleDelivery(
  actor: Actor,
  destinationId: number,
  deliveryId: bigint,
  { state, remoteId = '', url = '' }: { state: 'sent' | 'waiting'; remoteId?: string; url?: string },
): Promise<Result> {
  if (!may(actor, 'channel.edit')) return refuse('not-allowed', 'it');
  const settled = await database().$executeRaw`
    WITH recorded AS (
      UPDATE delivery SET state = ${state}, tries = 0, next_try_at = now(), remote_id = nullif(${remoteId}, ''),
        payload = payload || ${state === 'waiting' ? ASKED_NOW : sql`'{}'`}
      WHERE id = ${deliveryId} AND destination_id = ${destinationId} AND state = 'maybe_sent'
      RETURNING destination_id, article_id
    ), posted AS (
      ${state === 'sent' && remoteId ? keepPost({ remoteId, url, text: '', state: 'posted' }) : sql`SELECT`}
    )
    -- Its rest is over; whoever is sending something else there keeps it.
    UPDATE destination SET leased_until = CASE WHEN lease IS NULL THEN least(leased_until, now()) ELSE leased_until END
    WHERE id IN (SELECT destination_id FROM recorded)`;
  return settled === 1 ? { ok: true } : refuse('not-found', 'delivery');
}
