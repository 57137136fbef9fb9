import { useLocale, useTranslations } from 'next-intl';
import { frontAddress } from '#i18n/addresses';

/** The way down from the front page to where the page is filed; the page itself is its headline. */
export function Breadcrumbs({ trail = [] }: { trail?: { name: string; href: string }[] }) {
  const t = useTranslations();
  const language = useLocale();
  return (
    <nav aria-label={t('article.breadcrumbs')} className="no-print mt-4">
      <ol className="breadcrumbs">
        <li>
          <a href={frontAddress(language)}>{t('site.home')}</a>
        </li>
        {trail.map(({ name, href }) => (
          <li key={href} className="label">
            <a href={href}>{name}</a>
          </li>
        ))}
      </ol>
    </nav>
  );
}
