import type { Metadata } from 'next';
import { getLocale, getTranslations } from 'next-intl/server';
import { PageData } from '#components/crawlers/page-data';
import { PlainPage } from '#components/site/plain-page';
import { SitePage } from '#components/site/site-page';
import { frontAddress, pageAddress } from '#i18n/addresses';
import { LANGUAGES } from '#i18n/languages';
import { aboutData, paperData, siteData, trailData } from '#newsroom/syndication/structured-data';
import { publicUrl } from '#platform/env';
import { AbsentPage } from './absent-page.tsx';
import { pageMetadata, statusMetadata } from './metadata.ts';
import { readPage, readSite } from './reads.ts';

export async function staticPageMetadata(key: string): Promise<Metadata> {
  const language = await getLocale();
  const page = await readPage(language, key);
  if (!page) return statusMetadata((await getTranslations('statusPage.notFound'))('title'), 404);
  const addresses = Object.fromEntries(page.languages.map((code) => [code, pageAddress(code, key)]));
  return pageMetadata(page.title, language, addresses, { description: page.description });
}

/** A page about the paper. The language switch leads to the front page of a language that it is not written in. */
export async function StaticPage({ pageKey }: { pageKey: string }) {
  const language = await getLocale();
  const page = await readPage(language, pageKey);
  if (!page) return <AbsentPage />;
  const languages = LANGUAGES.map(({ code }) => ({
    language: code,
    href: page.languages.includes(code) ? pageAddress(code, pageKey) : frontAddress(code),
    missing: false,
  }));
  const site = await readSite(language);
  const place = { origin: publicUrl(), language, settings: site.settings };
  const trail = trailData(place, [{ name: page.title, address: pageAddress(language, pageKey) }]);
  return (
    <SitePage site={site} languages={languages}>
      <PageData things={[paperData(place), siteData(place), trail, aboutData(place, pageKey, page)]} />
      <PlainPage title={page.title} body={page.body} pictures={page.pictures} />
    </SitePage>
  );
}
