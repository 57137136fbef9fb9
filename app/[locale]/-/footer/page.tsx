import { getLocale } from 'next-intl/server';
import { SiteFooter } from '#components/site/site-footer';
import { readSite } from '../../reads.ts';

/** The footer of every page of a language, for the page cache (server/rendering/slots.ts). */
export default async function FooterFragment() {
  return (
    <page-fragment>
      <SiteFooter site={await readSite(await getLocale())} />
    </page-fragment>
  );
}
