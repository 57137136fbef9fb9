import { generateRssFeed } from 'feedsmith';
import { frontAddress, podcastAddress, postAddress } from '#i18n/addresses';
import type { Language } from '#i18n/languages';
import { audioAddress } from '#newsroom/audio/audio-file';
import { type IconSize, iconAddress, type Look } from '#newsroom/settings/look';
import { articleKey, podcastKey } from '#newsroom/surrogate-keys';
import { NOT_IN_XML } from '#newsroom/syndication/feed';
import { database } from '#platform/database';
import { dependOn } from '#platform/reads';

/** How many stories a podcast has. */
const EPISODES = 100;
const ICON: IconSize = '512';

type Episode = {
  articleId: number;
  hash: string;
  bytes: number;
  seconds: number;
  slug: string;
  headline: string;
  standfirst: string;
  publishedAt: Date;
};

/** The newest stories of a language that can be heard, newest first. */
export async function listEpisodes(language: Language): Promise<Episode[]> {
  dependOn(podcastKey(language));
  const episodes = await database().$queryRaw<Episode[]>`
    SELECT s.article_id AS "articleId", s.hash, s.bytes, s.seconds, a.slug, a.headline, a.standfirst,
      a.published_at AS "publishedAt"
    FROM story_audio s JOIN article a ON a.id = s.article_id
    WHERE s.language = ${language} AND s.hash <> '' AND a.state = 'published' AND a.removed_at IS NULL
    ORDER BY s.published_at DESC, s.article_id DESC LIMIT ${EPISODES}`;
  dependOn(...episodes.map(({ articleId }) => articleKey(articleId)));
  return episodes;
}

/** A podcast as it is written down (RSS 2.0 with Apple's elements). `label` says that a machine reads. */
export function writePodcast(
  episodes: readonly Episode[],
  {
    language,
    name,
    title,
    label,
    rights,
    look,
    origin,
    authority,
  }: {
    language: Language;
    /** Of the site. */
    name: string;
    title: string;
    label: string;
    rights: string;
    look: Look;
    origin: string;
    authority: string;
  },
): string {
  const image = origin + iconAddress(look, ICON, `/icon-${ICON}.png`);
  return generateRssFeed({
    title,
    link: origin + frontAddress(language),
    description: label,
    language,
    copyright: rights,
    ...(episodes[0] && { lastBuildDate: episodes[0].publishedAt }),
    atom: { links: [{ href: origin + podcastAddress(language), rel: 'self', type: 'application/rss+xml' }] },
    itunes: { author: name, image, explicit: false, type: 'episodic', categories: [{ text: 'News' }] },
    items: episodes.map(({ articleId, hash, bytes, seconds, slug, headline, standfirst, publishedAt }) => ({
      title: headline,
      link: origin + postAddress(language, slug),
      guid: { value: `tag:${authority}:audio/${articleId}`, isPermaLink: false },
      pubDate: publishedAt,
      description: [standfirst, label].filter(Boolean).join('\n\n'),
      enclosures: [{ url: origin + audioAddress(articleId, hash), length: bytes, type: 'audio/mpeg' }],
      itunes: { duration: seconds, explicit: false },
    })),
  }).replace(NOT_IN_XML, '');
}
