import { type FeedFormat, feedAddress } from '#i18n/addresses';

export const FEED_TYPES = {
  rss: 'application/rss+xml',
  atom: 'application/atom+xml',
  json: 'application/feed+json',
} as const satisfies Record<FeedFormat, string>;

/** Where feed readers find the feeds of a list. React puts these into the head, wherever they are drawn. */
export function FeedLinks({ title, list }: { title: string; list: string }) {
  return Object.entries(FEED_TYPES).map(([format, type]) => (
    <link key={format} rel="alternate" type={type} title={title} href={feedAddress(format as FeedFormat, list)} />
  ));
}
