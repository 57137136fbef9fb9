import { useTranslations } from 'next-intl';
import type { UploadTexts } from '#components/staff/pictures/picture-upload.island';
import { LIMITS } from '#newsroom/media/picture-file';

/** What the intake says, in the language of the page: islands are handed their words. */
export function useUploadTexts(): UploadTexts & { open: string } {
  const t = useTranslations('pictures');
  const names = [
    'label',
    'invite',
    'choose',
    'send',
    'files',
    'waiting',
    'sending',
    'making',
    'taken',
    'known',
    'open',
    'failed',
  ] as const;
  const words = Object.fromEntries(names.map((name) => [name, t(`intake.${name}`)])) as Record<
    (typeof names)[number],
    string
  >;
  return { ...words, hint: t('intake.hint', LIMITS), tooHeavy: t('trouble.too-heavy', LIMITS) };
}
