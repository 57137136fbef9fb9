import { useTranslations } from 'next-intl';
import { useIntakeWords } from '#components/staff/pictures/intake-words';
import type { ChooserWords } from '#components/staff/pictures/picture-chooser.island';

/** What the chooser says, in the language of the page. */
export function useChooserWords(): ChooserWords {
  const t = useTranslations('pictures');
  return {
    title: t('chooser.title'),
    search: t('search.label'),
    submit: t('search.submit'),
    // The island puts the name in.
    choose: t('chooser.choose', { name: '{name}' }),
    more: t('older'),
    close: t('chooser.close'),
    failed: t('chooser.failed'),
    noneFound: t('noneFound'),
    intake: useIntakeWords(),
  };
}
