import { getTranslations } from 'next-intl/server';
import { readTimeZone, readTranslationBoard } from '#app/admin/(newsroom)/reads';
import { requireActor } from '#app/admin/gate';
import { TranslationBoard } from '#components/staff/articles/translation-board';
import { NewsroomPage } from '#components/staff/newsroom-page';

export async function generateMetadata() {
  await requireActor('newsroom.read');
  const t = await getTranslations('translations');
  return { title: t('title') };
}

export default async function TranslationsPage() {
  const actor = await requireActor('newsroom.read');
  const [t, rows, timeZone] = await Promise.all([
    getTranslations('translations'),
    readTranslationBoard(actor),
    readTimeZone(actor.language),
  ]);
  return (
    <NewsroomPage actor={actor} room="translations" title={t('title')}>
      {rows.length > 0 ? <TranslationBoard rows={rows} timeZone={timeZone} /> : <p>{t('empty')}</p>}
    </NewsroomPage>
  );
}
