import type { Actor } from '#newsroom/permissions/actor';
import { may } from '#newsroom/permissions/permissions';
import { type Result, refuse } from '#newsroom/result';
import { database } from '#platform/database';

/**
 * Says what became of a message that may have been sent, when whoever was sending it ended in that moment: it is there
 * (`sent`), or it is not (`waiting`: it is sent now). A post that is there has to be found again for corrections:
 * `remoteId` is what the channel calls it, and without it corrections leave it as it is. Refused for somebody who may
 * not, and where that has been settled.
 */
export async function settleDelivery(
  actor: Actor,
  destinationId: number,
  deliveryId: bigint,
  { state, remoteId = '', url = '' }: { state: 'sent' | 'waiting'; remoteId?: string; url?: string },
): Promise<Result> {
  if (!may(actor, 'channel.edit')) return refuse('not-allowed', 'it');
  const settled = await database().$executeRaw`
    WITH settled AS (
      UPDATE delivery SET state = ${state}, tries = 0, next_try_at = now(), remote_id = nullif(${remoteId}, '')
      WHERE id = ${deliveryId} AND destination_id = ${destinationId} AND state = 'maybe_sent'
      RETURNING destination_id, article_id, event
    ), posted AS (
      INSERT INTO channel_post (destination_id, article_id, remote_id, url, text)
      SELECT destination_id, article_id, ${remoteId}, ${url}, '' FROM settled
      WHERE ${state} = 'sent' AND ${remoteId} <> '' AND article_id IS NOT NULL
      ON CONFLICT (destination_id, article_id) DO NOTHING
    )
    UPDATE destination SET leased_until = least(leased_until, now()) WHERE id IN (SELECT destination_id FROM settled)`;
  return settled === 1 ? { ok: true } : refuse('not-found', 'delivery');
}
