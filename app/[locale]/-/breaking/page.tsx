import { getLocale } from 'next-intl/server';
import { BreakingBar } from '#components/site/breaking-bar';
import { readBreakingNews } from '../../reads.ts';

/** The breaking news of a language, at the top of every page, for the page cache (server/rendering/slots.ts). */
export default async function BreakingFragment() {
  return (
    <page-fragment>
      <BreakingBar news={await readBreakingNews(await getLocale())} />
    </page-fragment>
  );
}
