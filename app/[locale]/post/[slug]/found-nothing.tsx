import { getLocale } from 'next-intl/server';
import type { Site } from '#components/site/site-page';
import { SitePage } from '#components/site/site-page';
import { StatusPage } from '#components/site/status-page';
import { frontAddress } from '#i18n/addresses';
import type { Found } from '#newsroom/articles/article';
import { everyLanguage } from '../../metadata.ts';
import { readInstead } from '../../reads.ts';

const STATUS_PAGES = { absent: 'notFound', withdrawn: 'withdrawn', 'in-other-languages': 'otherLanguage' } as const;

/** What stands where there is no story. */
export async function FoundNothing({
  found,
  site,
}: {
  found: Extract<Found, { kind: keyof typeof STATUS_PAGES }>;
  site: Site;
}) {
  return (
    <SitePage site={site} languages={everyLanguage(frontAddress)} ad={false}>
      <StatusPage
        status={STATUS_PAGES[found.kind]}
        notice={found.kind === 'withdrawn' ? found.notice : ''}
        translations={found.kind === 'in-other-languages' ? found.translations : []}
        {...(await readInstead(await getLocale()))}
        site={site}
      />
    </SitePage>
  );
}
