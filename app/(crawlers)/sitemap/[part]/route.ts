import { authorAddress, frontAddress, pageAddress, SITE_ADDRESSES, sectionAddress, tagAddress } from '#i18n/addresses';
import { languageAtPath } from '#i18n/languages';
import { listPageLinks } from '#newsroom/settings/list-page-links';
import { listCoveredTopics } from '#newsroom/syndication/list-covered-topics';
import { listNewsEntries } from '#newsroom/syndication/list-news-entries';
import { listSitemapEntries } from '#newsroom/syndication/list-sitemap-entries';
import { readPart } from '#newsroom/syndication/sitemap-part';
import { guarded, notAllowed } from '../../../api/answer.ts';
import { absent, articleUrl, newsUrl, streamed, written, xml } from '../../sitemaps.ts';

/**
 * A part of the sitemap: `en.xml` lists and pages, `en-2026-11.xml` articles, `news-2.xml` more news
 * than one news sitemap may hold.
 */
export const GET = guarded(async (request, { params }: { params: Promise<{ part: string }> }) => {
  const name = /^(.+)\.xml$/.exec((await params).part)?.[1] ?? '';
  const language = languageAtPath(name)?.code;
  if (language) {
    const [{ sections, tags, authors }, pages] = await Promise.all([
      listCoveredTopics(language),
      listPageLinks(language),
    ]);
    const own = Object.keys(SITE_ADDRESSES).filter((key) => SITE_ADDRESSES[key]?.inSitemap);
    const addresses = [
      frontAddress(language),
      ...sections.map(({ key }) => sectionAddress(language, key)),
      ...tags.map(({ key }) => tagAddress(language, key)),
      ...authors.map(({ key }) => authorAddress(language, key)),
      ...[...own, ...pages.map(({ key }) => key)].map((key) => pageAddress(language, key)),
    ];
    // Without lastmod: a list changes with every story, which is none of the changes that lastmod is for.
    return xml(request, await written(addresses.map((url) => ({ url }))));
  }

  const news = /^news-([1-9]\d{0,5})$/.exec(name)?.[1];
  if (news) {
    const { entries } = await listNewsEntries(Number(news));
    return entries.length > 0 ? xml(request, await written(entries.map(newsUrl))) : absent();
  }

  const part = readPart(name);
  return part ? streamed(listSitemapEntries(part), articleUrl) : absent();
});

const refused = notAllowed('GET, HEAD');

export { refused as DELETE, refused as PATCH, refused as POST, refused as PUT };
