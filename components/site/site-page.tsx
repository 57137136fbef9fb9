import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { AdPlace } from '#components/ads/ad-place';
import type { LanguageChoice } from '#components/site/language-switch';
import { SiteFooter } from '#components/site/site-footer';
import { SiteHeader } from '#components/site/site-header';
import type { Masthead } from '#newsroom/masthead/masthead';
import type { Section } from '#newsroom/topics/topic';

export type Site = { masthead: Masthead; sections: Section[]; now: Date };

/** What stands round every reader page. */
export function SitePage({
  site,
  languages,
  section,
  query,
  children,
}: {
  site: Site;
  languages: LanguageChoice[];
  /** Key of the section the page belongs to. */
  section?: string;
  /** What was searched for. */
  query?: string;
  children: ReactNode;
}) {
  const t = useTranslations('site');
  return (
    <>
      <a href="#content" className="skip bg-paper p-3 underline">
        {t('skipToContent')}
      </a>
      <SiteHeader site={site} languages={languages} section={section} query={query} />
      <div className="page no-print">
        <AdPlace place="top" ads={site.masthead.ads} />
      </div>
      <main id="content" tabIndex={-1} className="page outline-none">
        {children}
      </main>
      <SiteFooter site={site} />
    </>
  );
}
