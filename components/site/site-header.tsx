import { useLocale } from 'next-intl';
import { HeaderTools } from '#components/site/header-tools';
import { type LanguageChoice, LanguageSwitch } from '#components/site/language-switch';
import { SectionNav } from '#components/site/section-nav';
import { SiteLogo } from '#components/site/site-logo';
import type { Site } from '#components/site/site-page';
import { fragmentAddress, frontAddress } from '#i18n/addresses';

/**
 * On a phone: name, languages and a menu that opens without a script; on a desk everything in the open. One markup for
 * both, placed by site.css: what the menu holds stands after its <details>, which only matters where the menu is shown.
 */
export function SiteHeader({
  site,
  languages,
  section,
  query,
}: {
  site: Site;
  languages: LanguageChoice[];
  section?: string | undefined;
  query?: string | undefined;
}) {
  const { settings, sections, menus, push } = site;
  const language = useLocale();
  return (
    <header className="no-print border-b border-rule">
      <div className="site-head page">
        <a href={frontAddress(language)} className="site-name headline" rel="home">
          <SiteLogo name={settings.name} look={settings.look} />
        </a>
        <div className="site-languages">
          <LanguageSwitch languages={languages} />
        </div>
        {site.hasSlots && query === undefined ? (
          <page-slot src={fragmentAddress(language, 'header')} />
        ) : (
          <HeaderTools links={settings.socialLinks} hasNotifications={push !== null} query={query} />
        )}
      </div>
      {site.hasSlots ? (
        <page-slot src={fragmentAddress(language, section ? `sections/${section}` : 'sections')} />
      ) : (
        <SectionNav sections={sections} menu={menus.header} current={section} />
      )}
    </header>
  );
}
