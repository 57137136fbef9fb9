import { useTranslations } from 'next-intl';
import type { UploadTexts } from '#components/staff/pictures/picture-upload.island';
import { LIMITS } from '#newsroom/media/picture-file';

/** What the intake says, in the language of the page: islands are handed their words. */
export function useUploadTexts(): UploadTexts & { addTexts: string } {
  const t = useTranslations('pictures');
  const names = [
    'label',
    'drop',
    'choose',
    'submit',
    'files',
    'waiting',
    'uploading',
    'processing',
    'added',
    'known',
    'still',
    'addTexts',
    'failed',
  ] as const;
  const words = Object.fromEntries(names.map((name) => [name, t(`upload.${name}`)])) as Record<
    (typeof names)[number],
    string
  >;
  return { ...words, hint: t('upload.hint', LIMITS), tooHeavy: t('errors.too-heavy', LIMITS) };
}
