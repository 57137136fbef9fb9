import { useLocale, useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { AdPlace } from '#components/ads/ad-place';
import { BreakingBar } from '#components/site/breaking-bar';
import type { LanguageChoice } from '#components/site/language-switch';
import { SiteFooter } from '#components/site/site-footer';
import { SiteHeader } from '#components/site/site-header';
import { fragmentAddress } from '#i18n/addresses';
import type { BreakingNews } from '#newsroom/breaking/find-breaking-news';
import type { LetterKind } from '#newsroom/letters/kinds';
import type { PushOffer } from '#newsroom/push/find-push-offer';
import type { PageLink } from '#newsroom/settings/page';
import type { SiteSettings } from '#newsroom/settings/site-settings';
import type { Menus } from '#newsroom/topics/menu';
import type { Section } from '#newsroom/topics/topic';

export type Site = {
  settings: SiteSettings;
  sections: Section[];
  pages: PageLink[];
  menus: Menus;
  /** Which letters can be subscribed to. */
  letters: readonly LetterKind[];
  /** Null where there are no notifications. */
  push: PushOffer | null;
  /** What every page has at its top; null where there is nothing, and where the page cache puts it there. */
  breaking: BreakingNews | null;
  now: Date;
  /** Whether the page cache puts fragments into the page: what is the same on every page is not drawn again then. */
  hasSlots: boolean;
};

/** What stands round every reader page. */
export function SitePage({
  site,
  languages,
  section,
  query,
  ad = true,
  children,
}: {
  site: Site;
  languages: LanguageChoice[];
  /** Key of the section the page belongs to. */
  section?: string;
  /** What was searched for. */
  query?: string;
  /** Whether the advertisement at the top stands here; the front page has it lower down, below the news of the hour. */
  ad?: boolean;
  children: ReactNode;
}) {
  const t = useTranslations('site');
  const language = useLocale();
  return (
    <>
      <a href="#content" className="skip bg-paper p-3 underline">
        {t('skipToContent')}
      </a>
      {site.hasSlots ? <page-slot src={fragmentAddress(language, 'breaking')} /> : <BreakingBar news={site.breaking} />}
      <SiteHeader site={site} languages={languages} section={section} query={query} />
      {ad && (
        <div className="page no-print">
          <AdPlace place="top" ads={site.settings.ads} />
        </div>
      )}
      <main id="content" tabIndex={-1} data-paper={site.settings.name} className="page outline-none">
        {children}
      </main>
      {site.hasSlots ? <page-slot src={fragmentAddress(language, 'footer')} /> : <SiteFooter site={site} />}
    </>
  );
}
