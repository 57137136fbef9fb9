import { cache } from 'react';
import type { DeliveriesShown } from '#newsroom/deliveries/deliveries-shown';
import { listDeliveries } from '#newsroom/deliveries/list-deliveries';
import { findWebhook, listWebhooks } from '#newsroom/deliveries/webhook/list-webhooks';
import type { Actor } from '#newsroom/permissions/actor';
import { findSiteSettings } from '#newsroom/settings/find-site-settings';

export const readWebhooks = listWebhooks;
export const readWebhook = cache(findWebhook);

/** A webhook's messages, and the time zone that they are shown in. */
export async function readMessages(
  actor: Actor,
  id: number,
  page: { before?: bigint; limit: number; show: DeliveriesShown },
) {
  const [log, { timeZone }] = await Promise.all([
    listDeliveries(actor, 'webhook', id, page),
    findSiteSettings(actor.language),
  ]);
  return { ...log, timeZone };
}
