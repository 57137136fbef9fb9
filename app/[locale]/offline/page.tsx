import type { Metadata } from 'next';
import { getLocale, getTranslations } from 'next-intl/server';
import { OfflinePage } from '#components/site/offline-page';
import { SitePage } from '#components/site/site-page';
import { frontAddress } from '#i18n/addresses';
import { everyLanguage } from '../metadata.ts';
import { readSite } from '../reads.ts';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('offline'))('title'), robots: { index: false } };
}

/** Fetched by the service worker when it is installed, and shown by it in place of what cannot be fetched. */
export default async function Offline() {
  const language = await getLocale();
  return (
    <SitePage site={await readSite(language)} languages={everyLanguage(frontAddress)} ad={false}>
      <OfflinePage />
    </SitePage>
  );
}
