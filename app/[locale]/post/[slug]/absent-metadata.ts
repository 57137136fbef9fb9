import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import type { Found } from '#newsroom/articles/article';
import { statusMetadata } from '../../metadata.ts';

/** What a page is called where there is no story. */
export async function absentMetadata({ kind }: Pick<Found, 'kind'>): Promise<Metadata> {
  const t = await getTranslations('statusPage');
  if (kind === 'withdrawn') return statusMetadata(t('withdrawn.title'), 410);
  if (kind === 'in-other-languages') return statusMetadata(t('otherLanguage.title'), 404);
  return statusMetadata(t('notFound.title'), 404);
}
