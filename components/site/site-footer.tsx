import { useLocale, useTranslations } from 'next-intl';
import { DefaultLanguageForm } from '#components/site/default-language-form';
import { FollowLinks } from '#components/site/follow-links';
import { menuOr } from '#components/site/section-nav';
import type { Site } from '#components/site/site-page';
import { archiveAddress, correctionsAddress, frontAddress, lettersAddress, pageAddress } from '#i18n/addresses';
import { yearOf } from '#i18n/dates';
import { menuAddress } from '#newsroom/topics/menu';

export function SiteFooter({ site: { settings, sections, pages, menus, letters, now } }: { site: Site }) {
  const t = useTranslations('site');
  const letterWords = useTranslations('letters');
  const language = useLocale();
  const year = yearOf(now, settings.timeZone);
  const years = year > settings.foundedYear ? `${settings.foundedYear}–${year}` : String(year);
  const named = settings.reuseRule.indexOf(settings.name);
  const before = named < 0 ? `${settings.reuseRule} ` : settings.reuseRule.slice(0, named);
  const after = named < 0 ? '' : settings.reuseRule.slice(named + settings.name.length);
  return (
    <footer className="no-print mt-16 border-t-4 border-double border-soft">
      <div className="page py-6">
        <a href={frontAddress(language)} className="headline text-title">
          {settings.name}
        </a>
        <p className="mt-1 text-soft">{settings.tagline}</p>
        <ul className="mt-4 -ml-2 flex flex-wrap">
          {menuOr(menus.footer, sections).map((link) => (
            <li key={`${link.kind} ${link.target} ${link.label}`}>
              <a href={menuAddress(language, link)} className="quiet">
                {link.label}
              </a>
            </li>
          ))}
        </ul>
        <nav aria-label={t('about')}>
          <ul className="-ml-2 flex flex-wrap text-small">
            {[
              ...pages
                .filter(({ inFooter }) => inFooter)
                .map(({ key, title }) => ({ title, href: pageAddress(language, key) })),
              { title: t('archive'), href: archiveAddress(language) },
              { title: t('corrections'), href: correctionsAddress(language) },
              ...(letters.length > 0 ? [{ title: letterWords('title'), href: lettersAddress(language) }] : []),
            ].map(({ title, href }) => (
              <li key={href}>
                <a href={href} className="quiet">
                  {title}
                </a>
              </li>
            ))}
          </ul>
        </nav>
        <FollowLinks links={settings.socialLinks} />
        <DefaultLanguageForm />
        <p className="mt-4 border-t border-rule pt-4 text-small text-soft">
          {before}
          <a href={frontAddress(language)} className="underline">
            {settings.name}
          </a>
          {after}
        </p>
        <p className="mt-1 text-small text-soft">{t('copyright', { years, name: settings.name })}</p>
      </div>
    </footer>
  );
}
