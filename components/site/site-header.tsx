import { useLocale, useTranslations } from 'next-intl';
import { FollowLinks } from '#components/site/follow-links';
import { type LanguageChoice, LanguageSwitch } from '#components/site/language-switch';
import { SearchForm } from '#components/site/search-form';
import { SectionNav } from '#components/site/section-nav';
import type { Site } from '#components/site/site-page';
import { ThemeSwitch } from '#components/site/theme-switch';
import { frontAddress } from '#i18n/addresses';

/**
 * On a phone: name, languages and a menu that opens without a script; on a desk everything in the open. One markup for
 * both, placed by site.css: what the menu holds stands after its <details>, which only matters where the menu is shown.
 */
export function SiteHeader({
  site: { settings, sections },
  languages,
  section,
  query,
}: {
  site: Site;
  languages: LanguageChoice[];
  section?: string | undefined;
  query?: string | undefined;
}) {
  const t = useTranslations('site');
  const language = useLocale();
  return (
    <header className="no-print border-b border-rule">
      <div className="site-head page">
        <a href={frontAddress(language)} className="site-name headline" rel="home">
          {settings.name}
        </a>
        <div className="site-languages">
          <LanguageSwitch languages={languages} />
        </div>
        <details className="site-menu">
          <summary className="quiet list-none">{t('menu')}</summary>
        </details>
        <div className="site-search desk:w-[22rem]">
          <SearchForm query={query} />
        </div>
        <div className="site-follow">
          <FollowLinks links={settings.socialLinks} />
        </div>
        <div className="site-theme needs-script">
          <ThemeSwitch />
        </div>
      </div>
      <SectionNav sections={sections} current={section} />
    </header>
  );
}
