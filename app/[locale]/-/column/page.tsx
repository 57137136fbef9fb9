import { getLocale } from 'next-intl/server';
import { SiteColumn } from '#components/front/site-column';
import { readColumn, readSite } from '../../reads.ts';

/** The column beside every story of a language, for the page cache (server/rendering/slots.ts). */
export default async function ColumnFragment() {
  const language = await getLocale();
  const site = await readSite(language);
  return (
    <page-fragment>
      <SiteColumn column={await readColumn(language, site)} site={site} />
    </page-fragment>
  );
}
