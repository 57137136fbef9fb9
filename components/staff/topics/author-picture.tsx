import { useTranslations } from 'next-intl';
import type { ComponentProps } from 'react';
import { useChooserTexts } from '#components/staff/pictures/chooser-texts';
import { PictureField } from '#components/staff/pictures/picture-field.island';
import { StaffForm } from '#components/staff/staff-form.island';
import type { Language } from '#i18n/languages';
import { type Picture, renditionFile } from '#newsroom/media/picture';

/** The picture that readers see over an author's stories. */
export function AuthorPicture({
  author,
  picture,
  language,
  action,
}: {
  /** Key. */
  author: string;
  picture: Picture | null;
  language: Language;
  action: ComponentProps<typeof StaffForm>['action'];
}) {
  const t = useTranslations('topics.picture');
  const chooserWords = useChooserTexts();
  return (
    <StaffForm action={action} label={t('label')} seen={picture?.id ?? ''} className="mt-6 grid gap-4">
      <input type="hidden" name="key" value={author} />
      <PictureField
        name="picture"
        language={language}
        pictureId={picture?.id ?? null}
        picture={picture && { src: `/media/${renditionFile(picture, 'square', 192, 'webp')}`, alt: picture.alt }}
        words={{ label: t('label'), choose: t('choose'), remove: t('remove') }}
        chooserWords={chooserWords}
      />
      <button type="submit" className="button justify-self-start">
        {t('save')}
      </button>
    </StaffForm>
  );
}
