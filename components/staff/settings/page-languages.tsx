import { useTranslations } from 'next-intl';
import { pageAddress } from '#i18n/addresses';
import { sitePageAddress } from '#i18n/admin-addresses';
import { LANGUAGES } from '#i18n/languages';
import type { EditablePage } from '#newsroom/settings/page';

/** Where the text of a page is written in each language that it is begun in, and where readers have it. */
export function PageLanguages({ page: { key, texts, languages } }: { page: EditablePage }) {
  const t = useTranslations('settings.pages');
  return (
    <ul className="mb-4">
      {LANGUAGES.filter(({ code }) => texts[code]).map(({ code, name }) => (
        <li key={code} className="flex flex-wrap items-center gap-x-4">
          <a href={sitePageAddress(key, code)} className="quiet -ml-2 underline" hrefLang={code}>
            {t('editText', { language: name })}
          </a>
          {languages.includes(code) ? (
            <a href={pageAddress(code, key)} className="quiet underline" hrefLang={code}>
              {pageAddress(code, key)}
            </a>
          ) : (
            <span className="text-soft">{t('noText')}</span>
          )}
        </li>
      ))}
    </ul>
  );
}
