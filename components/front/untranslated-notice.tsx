import { useTranslations } from 'next-intl';

/**
 * Where the language switch leads when the story is missing: `#not-translated` on the section's page shows this,
 * nothing else does.
 */
export function UntranslatedNotice() {
  const t = useTranslations('languages');
  return (
    <section
      id="not-translated"
      tabIndex={-1}
      className="notice-target mt-4 scroll-mt-4 border-l-4 border-accent bg-tint px-4 py-3"
    >
      <h2 className="font-bold">{t('notTranslatedTitle')}</h2>
      <p>{t('notTranslated')}</p>
    </section>
  );
}
