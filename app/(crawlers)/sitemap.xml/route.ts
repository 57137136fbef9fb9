import { sitemapAddress } from '#i18n/addresses';
import { LANGUAGES } from '#i18n/languages';
import { listSitemapDays } from '#newsroom/syndication/list-sitemap-days';
import { partName, partsOf } from '#newsroom/syndication/sitemap-part';
import { guarded, notAllowed } from '../../api/answer.ts';
import { indexOf, xml } from '../sitemaps.ts';

/** The index of sitemaps: for each language its lists, then its articles by month. */
export const GET = guarded(async (request) => {
  const lists = LANGUAGES.map(({ path }) => ({ url: sitemapAddress(path) }));
  const articles = partsOf(await listSitemapDays()).map((part) => ({
    url: sitemapAddress(partName(part)),
    changedAt: part.changedAt,
  }));
  return xml(request, await indexOf([...lists, ...articles]));
});

const refused = notAllowed('GET, HEAD');

export { refused as DELETE, refused as PATCH, refused as POST, refused as PUT };
