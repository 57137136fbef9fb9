import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { AbsentPage } from '../../absent-page.tsx';
import { statusMetadata } from '../../metadata.ts';

// Whatever no other page answers to.
export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('statusPage.notFound');
  return statusMetadata(t('title'), 404);
}

export default AbsentPage;
