import { getLocale } from 'next-intl/server';
import { SitePage } from '#components/site/site-page';
import { StatusPage } from '#components/site/status-page';
import { frontAddress } from '#i18n/addresses';
import { everyLanguage } from './metadata.ts';
import { readInstead, readSite } from './reads.ts';

/** The page at an address where nothing is. */
export async function AbsentPage() {
  const language = await getLocale();
  const site = await readSite(language);
  return (
    <SitePage site={site} languages={everyLanguage(frontAddress)} ad={false}>
      <StatusPage status="notFound" {...(await readInstead(language))} site={site} />
    </SitePage>
  );
}
