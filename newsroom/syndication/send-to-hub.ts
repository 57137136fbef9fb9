import {
  authorAddress,
  FEED_FILES,
  type FeedFormat,
  feedAddress,
  frontAddress,
  postAddress,
  sectionAddress,
  tagAddress,
} from '#i18n/addresses';
import { LANGUAGES, type Language } from '#i18n/languages';
import { findCrawlerSettings } from '#newsroom/settings/find-crawler-settings';
import type { Change } from '#newsroom/syndication/change';
import { deliverPending } from '#newsroom/syndication/deliver-pending';
import { listChangedLiveBlogs } from '#newsroom/syndication/list-changed-live-blogs';
import { database } from '#platform/database';
import { publicUrl } from '#platform/env';
import { type PostResult, postToInternet } from '#platform/http-client';

/**
 * Tells the WebSub hub which feeds have changed, as far as it has not been told, so that it fetches them and passes
 * them on. Does nothing until the settings name a hub. `send` is another one in tests, whose hub is on this machine.
 */
export async function sendToHub(send = postToInternet): Promise<PostResult | undefined> {
  const { hub } = await findCrawlerSettings();
  if (!hub) return undefined;
  return deliverPending('hub', async (changes) => {
    const lists = await listsOf(changes);
    const live = (await listChangedLiveBlogs(changes)).map(({ language, slug }) => postAddress(language, slug));
    const changed = [...(lists.size > 0 ? [''] : []), ...lists, ...live];
    if (changed.length === 0) return { ok: true };
    const form = new URLSearchParams({ 'hub.mode': 'publish' });
    for (const list of changed) {
      for (const format of Object.keys(FEED_FILES) as FeedFormat[])
        form.append('hub.url', publicUrl() + feedAddress(format, list));
    }
    return send(hub, 'application/x-www-form-urlencoded', form.toString());
  });
}

/**
 * Addresses of the lists that show the articles which have changed; of all languages' front pages where everything may
 * have.
 */
async function listsOf(changes: Change[]): Promise<Set<string>> {
  if (changes.some(({ concerns }) => concerns === 'paper'))
    return new Set(LANGUAGES.map(({ code }) => frontAddress(code)));
  const articles = changes.flatMap((change) => (change.concerns === 'article' ? [change] : []));
  const lists = new Set(articles.map(({ language }) => frontAddress(language)));
  const topics = await database().$queryRaw<
    { language: Language; section: string; tags: string[]; authors: string[] }[]
  >`
    SELECT article.language::text AS language, section.key AS section,
      ARRAY(
        SELECT tag.key FROM story_tag JOIN tag ON tag.id = tag_id
        WHERE story_tag.story_id = article.story_id) AS tags,
      ARRAY(
        SELECT author.key FROM story_author JOIN author ON author.id = author_id
        WHERE story_author.story_id = article.story_id) AS authors
    FROM unnest(
      ${articles.map(({ language }) => language)}::text[], ${articles.map(({ slug }) => slug)}::text[]
    ) AS changed (language, slug)
    JOIN article ON article.language = changed.language AND article.slug = changed.slug
    JOIN section ON section.id = article.section_id`;
  for (const { language, section, tags, authors } of topics) {
    lists.add(sectionAddress(language, section));
    for (const key of tags) lists.add(tagAddress(language, key));
    for (const key of authors) lists.add(authorAddress(language, key));
  }
  return lists;
}
