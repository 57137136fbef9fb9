import { postAddress } from '#i18n/addresses';
import { findCrawlerSettings } from '#newsroom/settings/find-crawler-settings';
import { deliverPending } from '#newsroom/syndication/deliver-pending';
import { listChangedLiveBlogs } from '#newsroom/syndication/list-changed-live-blogs';
import { publicUrl, readEnvironment } from '#platform/env';
import { type PostResult, post } from '#platform/http-client';

/** Most addresses that one submission may hold (indexnow.org). */
const LIMIT = 10_000;

/**
 * Tells search engines which stories have come, changed, moved or gone, and which live blogs have new entries (IndexNow: Bing, Yandex, Seznam, Naver), as far
 * as they have not been told. Does nothing until the settings name a key. See send-outstanding.ts for what happens when
 * they do not listen.
 */
export async function sendIndexNow(): Promise<PostResult | undefined> {
  const { indexNowKey: key } = await findCrawlerSettings();
  if (!key) return undefined;
  const origin = publicUrl();
  return deliverPending('index-now', async (changes) => {
    const articles = changes.flatMap((change) => (change.concerns === 'article' ? [change] : []));
    const pages = [...articles, ...(await listChangedLiveBlogs(changes))];
    const urlList = [...new Set(pages.map(({ language, slug }) => origin + postAddress(language, slug)))];
    for (let sent = 0; sent < urlList.length; sent += LIMIT) {
      const body = { host: new URL(origin).host, key, urlList: urlList.slice(sent, sent + LIMIT) };
      const heard = await post(
        readEnvironment().INDEX_NOW_URL,
        'application/json; charset=utf-8',
        JSON.stringify(body),
      );
      if (!heard.ok) return heard;
    }
    return { ok: true };
  });
}
