import { sitemapAddress } from '#i18n/addresses';
import { listNewsEntries } from '#newsroom/syndication/list-news-entries';
import { guarded, notAllowed } from '../../api/answer.ts';
import { indexOf, newsUrl, written, xml } from '../sitemaps.ts';

/**
 * The news sitemap: what was published in the last 48 hours; where that is more than one may hold, an index of several.
 */
export const GET = guarded(async (request) => {
  const { entries, parts } = await listNewsEntries(1);
  if (parts <= 1) return xml(request, await written(entries.map(newsUrl)));
  return xml(
    request,
    await indexOf(Array.from({ length: parts }, (_, n) => ({ url: sitemapAddress(`news-${n + 1}`) }))),
  );
});

const refused = notAllowed('GET, HEAD');

export { refused as DELETE, refused as PATCH, refused as POST, refused as PUT };
