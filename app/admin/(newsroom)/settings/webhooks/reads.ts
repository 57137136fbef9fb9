import { cache } from 'react';
import { findWebhook, listDeliveries, listWebhooks } from '#newsroom/deliveries/webhook/list-webhooks';
import type { Actor } from '#newsroom/permissions/actor';
import { findSiteSettings } from '#newsroom/settings/find-site-settings';

export const readWebhooks = listWebhooks;
export const readWebhook = cache(findWebhook);

/** A webhook's messages, and the time zone that they are shown in. */
export async function readMessages(actor: Actor, id: number, page: { before?: bigint | undefined; limit: number }) {
  const [log, { timeZone }] = await Promise.all([listDeliveries(actor, id, page), findSiteSettings(actor.language)]);
  return { ...log, timeZone };
}
