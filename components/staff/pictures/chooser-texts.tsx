import { useTranslations } from 'next-intl';
import type { ChooserTexts } from '#components/staff/pictures/picture-chooser.island';
import { useUploadTexts } from '#components/staff/pictures/upload-texts';

/** What the chooser says, in the language of the page. */
export function useChooserTexts(): ChooserTexts {
  const t = useTranslations('pictures');
  return {
    title: t('chooser.title'),
    search: t('search.label'),
    submit: t('search.submit'),
    // The island puts the name in.
    choose: t('chooser.choose', { name: '{name}' }),
    more: t('older'),
    add: t('chooser.add', { count: '{count}' }),
    close: t('chooser.close'),
    failed: t('chooser.failed'),
    noneFound: t('noneMatch'),
    intake: useUploadTexts(),
  };
}
