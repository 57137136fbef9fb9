import { cache } from 'react';
import { findChannel, listChannels } from '#newsroom/deliveries/channels/list-channels';
import type { DeliveriesShown } from '#newsroom/deliveries/deliveries-shown';
import { listDeliveries } from '#newsroom/deliveries/list-deliveries';
import type { Actor } from '#newsroom/permissions/actor';
import { findSiteSettings } from '#newsroom/settings/find-site-settings';

export const readChannels = listChannels;
export const readChannel = cache(findChannel);

/** A channel's messages, and the time zone that they are shown in. */
export async function readMessages(
  actor: Actor,
  id: number,
  page: { before?: bigint; limit: number; show: DeliveriesShown },
) {
  const [log, { timeZone }] = await Promise.all([
    listDeliveries(actor, 'channel', id, page),
    findSiteSettings(actor.language),
  ]);
  return { ...log, timeZone };
}
