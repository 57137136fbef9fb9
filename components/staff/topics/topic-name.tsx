import { useLocale, useTranslations } from 'next-intl';
import { languageName } from '#i18n/language-names';
import type { Language } from '#i18n/languages';

type Named = { name: string; nameIn: Language | null };

/** What is said behind a name that is not in the language of the newsroom: that there is none yet. */
export function useMissingName(): string {
  const language = useLocale();
  return useTranslations('topics')('noName', { language: languageName(language, language) });
}

/** A name as plain text, for where there can be no markup. */
export function useTopicName(): (named: Named) => string {
  const language = useLocale();
  const missing = useMissingName();
  return ({ name, nameIn }) => (nameIn === language ? name : `${name} (${missing})`);
}

/** A name of a section, tag, author or page: in its language, and if that is not the newsroom's, it is said. */
export function TopicName({ name, nameIn }: Named) {
  const language = useLocale();
  const missing = useMissingName();
  return (
    <>
      <span lang={nameIn ?? undefined}>{name}</span>
      {nameIn !== language && <span className="text-small text-soft font-normal"> ({missing})</span>}
    </>
  );
}
