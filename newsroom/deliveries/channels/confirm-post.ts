import type { AnyChannel, Post } from '#newsroom/deliveries/channels/channel';
import { CHANNELS, type ChannelKind } from '#newsroom/deliveries/channels/channels';
import { findPost } from '#newsroom/deliveries/channels/find-post';
import { settleDelivery } from '#newsroom/deliveries/channels/settle-delivery';
import { isOfGroup } from '#newsroom/deliveries/destination-groups';
import type { Actor } from '#newsroom/permissions/actor';
import { may } from '#newsroom/permissions/permissions';
import { type Result, refuse } from '#newsroom/result';
import { database } from '#platform/database';

/**
 * Says of a message that may have been sent that it is there, by the link that people see: from now on it is corrected
 * and taken back. Refused for somebody who may not, where the link is none of the channel's, and where that has been
 * settled.
 */
export async function confirmPost(actor: Actor, channelId: number, deliveryId: bigint, link: string): Promise<Result> {
  if (!may(actor, 'channel.edit')) return refuse('not-allowed', 'it');
  const [open] = await database().$queryRaw<{ kind: ChannelKind; config: unknown; articleId: number | null }[]>`
    SELECT d.kind, d.config, x.article_id AS "articleId" FROM destination d JOIN delivery x ON x.destination_id = d.id
    WHERE d.id = ${channelId} AND ${isOfGroup('channel')} AND x.id = ${deliveryId} AND x.state = 'maybe_sent'`;
  if (!open) return refuse('not-found', 'delivery');
  const found = open.articleId === null ? null : await findPost(open.articleId, channelId);
  const remoteId = nameOf(open, link, found?.post);
  return remoteId
    ? settleDelivery(actor, channelId, deliveryId, { state: 'sent', remoteId, url: secureLink(link) })
    : refuse('invalid', 'postLink');
}

function nameOf(
  { kind, config }: { kind: ChannelKind; config: unknown },
  link: string,
  post: Post | undefined,
): string | null {
  const channel = CHANNELS[kind] as AnyChannel;
  const known = channel.config.safeParse(config);
  return known.success ? (channel.remoteIdOf?.(known.data, link, post) ?? null) : null;
}

function secureLink(link: string): string {
  return `https://${link.replace(/^https?:\/\//i, '')}`;
}
