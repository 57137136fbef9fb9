import { useLocale, useTranslations } from 'next-intl';
import { languageName } from '#i18n/language-names';
import { type Language, languageOf } from '#i18n/languages';

export type LanguageChoice = {
  language: Language;
  href: string;
  /** The page does not exist in this language: the entry says so, and its address is the nearest place that does. */
  missing: boolean;
};

export function LanguageSwitch({ languages }: { languages: LanguageChoice[] }) {
  const t = useTranslations('languages');
  const current = useLocale();
  return (
    <nav aria-label={t('label')}>
      <language-switch>
        <ul className="flex">
          {languages.map(({ language, href, missing }) => {
            const name = languageName(language, current);
            const title = missing ? t('missing', { language: name }) : name;
            return (
              <li key={language}>
                <a
                  href={href}
                  hrefLang={language}
                  aria-current={language === current ? 'page' : undefined}
                  data-missing={missing || undefined}
                  title={title}
                  className={
                    'quiet aria-[current]:font-bold aria-[current]:text-accent ' +
                    'data-missing:line-through data-missing:decoration-1'
                  }
                >
                  <span aria-hidden="true">{languageOf(language).label}</span>
                  <span className="unseen">{title}</span>
                </a>
              </li>
            );
          })}
        </ul>
      </language-switch>
    </nav>
  );
}
