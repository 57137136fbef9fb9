import { bluesky } from '#newsroom/deliveries/channels/bluesky/bluesky';
import { mastodon } from '#newsroom/deliveries/channels/mastodon/mastodon';
import { telegram } from '#newsroom/deliveries/channels/telegram/telegram';

/** Every kind of channel. A new one is a folder and a line here; types name the other places. */
export const CHANNELS = { telegram, mastodon, bluesky } as const;

export type ChannelKind = keyof typeof CHANNELS;

export const CHANNEL_KINDS = Object.keys(CHANNELS) as ChannelKind[];
