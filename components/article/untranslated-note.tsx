import { useLocale, useTranslations } from 'next-intl';
import { languageName } from '#i18n/language-names';
import type { Language } from '#i18n/languages';

/** Tells in plain words which languages the story cannot be read in. */
export function UntranslatedNote({ languages }: { languages: Language[] }) {
  const t = useTranslations('languages');
  const language = useLocale();
  if (languages.length === 0) return null;
  const list = new Intl.ListFormat(language).format(languages.map((missing) => languageName(missing, language)));
  return <p className="no-print mt-2 text-small text-soft">{t('notYet', { languages: list })}</p>;
}
