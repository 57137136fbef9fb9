import type { AnyChannel, Count, Post, Shown } from '#newsroom/deliveries/channels/channel';
import { CHANNELS, type ChannelKind } from '#newsroom/deliveries/channels/channels';
import { findPost } from '#newsroom/deliveries/channels/find-post';
import { listChannelsOfArticle, type StoryInChannel } from '#newsroom/deliveries/channels/list-channels';
import type { Actor } from '#newsroom/permissions/actor';
import { may } from '#newsroom/permissions/permissions';
import { database } from '#platform/database';

/** A story in a channel, with what a post would say if the article were published as the newsroom has it. */
export type PreviewedPost = Omit<StoryInChannel, 'config'> & {
  /** Null where the channel's settings are of another version. */
  preview: (Shown & { room: number; counts: Count }) | null;
};

/**
 * Each channel of an article's language (listChannelsOfArticle) with a preview; nothing for somebody who may not publish.
 */
export async function previewPosts(actor: Actor, articleId: number): Promise<PreviewedPost[]> {
  if (!may(actor, 'article.publish')) return [];
  const channels = await listChannelsOfArticle(actor, articleId);
  const [first] = channels;
  if (!first) return [];
  const draft = await database().workingCopy.findUnique({
    where: { articleId },
    select: { headline: true, standfirst: true, body: true },
  });
  const found = await findPost(articleId, first.channelId, draft);
  return channels.map(({ config, ...channel }) => {
    const preview = found ? previewOf(channel.kind, config, { ...found.post, ownText: channel.text }) : null;
    return { ...channel, preview };
  });
}

function previewOf(kind: ChannelKind, config: unknown, post: Post): PreviewedPost['preview'] {
  const channel = CHANNELS[kind] as AnyChannel;
  const known = channel.config.safeParse(config);
  if (!known.success) return null;
  return { ...channel.shows(known.data, post), room: channel.room(known.data, post), counts: channel.counts };
}
