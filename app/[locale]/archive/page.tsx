import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { getLocale, getTranslations } from 'next-intl/server';
import { ListHead } from '#components/front/list-head';
import { ListPage } from '#components/front/list-page';
import { SitePage } from '#components/site/site-page';
import { archiveAddress } from '#i18n/addresses';
import { everyAddress, everyLanguage, pageMetadata } from '../metadata.ts';
import { readSidebar, readSite } from '../reads.ts';
import { readNewestDay } from './reads.ts';

export async function generateMetadata(): Promise<Metadata> {
  const language = await getLocale();
  const t = await getTranslations('archive');
  const addresses = everyAddress((code) => archiveAddress(code));
  return pageMetadata(t('title'), language, addresses);
}

/** The archive begins wherever the newest day is; before anything has been published it says so. */
export default async function Archive() {
  const language = await getLocale();
  const newest = await readNewestDay(language);
  if (newest) redirect(archiveAddress(language, newest));
  const site = await readSite(language);
  const t = await getTranslations('archive');
  return (
    <SitePage site={site} languages={everyLanguage((code) => archiveAddress(code))} ad={false}>
      <ListPage
        head={<ListHead title={t('title')} />}
        list={{ articles: [], more: null, later: null }}
        sidebar={await readSidebar(language)}
        site={site}
      />
    </SitePage>
  );
}
