import type { Metadata } from 'next';
import { getLocale } from 'next-intl/server';
import { ListData } from '#components/crawlers/list-data';
import { FrontPage } from '#components/front/front-page';
import { SitePage } from '#components/site/site-page';
import { frontAddress } from '#i18n/addresses';
import { publicUrl } from '#platform/env';
import { everyAddress, everyLanguage, pageMetadata } from './metadata.ts';
import { readFront, readSite } from './reads.ts';

export async function generateMetadata(): Promise<Metadata> {
  const language = await getLocale();
  const { settings } = await readSite(language);
  return pageMetadata(settings.name, language, everyAddress(frontAddress), { description: settings.tagline });
}

export default async function Front() {
  const language = await getLocale();
  const [site, front] = await Promise.all([readSite(language), readFront(language)]);
  return (
    <SitePage site={site} languages={everyLanguage(frontAddress)} ad={false}>
      <ListData
        name={site.settings.name}
        address={frontAddress(language)}
        articles={[front.lead, ...front.seconds, ...front.latest].filter((card) => card !== null).slice(0, 10)}
        settings={site.settings}
        origin={publicUrl()}
      />
      <FrontPage front={front} site={site} />
    </SitePage>
  );
}
