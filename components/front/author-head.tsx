import { useTranslations } from 'next-intl';
import { PictureFrame } from '#components/article/picture-frame';
import type { AuthorProfile } from '#newsroom/topics/topic';

/** Who an author is, over what they have written. */
export function AuthorHead({ author: { name, biography, picture } }: { author: AuthorProfile }) {
  const t = useTranslations('list');
  return (
    <div className="flex items-start gap-4 tablet:gap-6">
      {picture && (
        <div className="w-24 shrink-0 tablet:w-32">
          <PictureFrame picture={picture} crop="square" sizes="(min-width: 48rem) 128px, 96px" lead />
        </div>
      )}
      <div className="min-w-0">
        <p className="label">{t('author')}</p>
        <h1 className="headline text-large tablet:text-[2.25rem]">{name}</h1>
        {biography && <p className="mt-2 max-w-[41.25rem] text-soft">{biography}</p>}
      </div>
    </div>
  );
}
