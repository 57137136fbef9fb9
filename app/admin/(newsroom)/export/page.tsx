import { getTranslations } from 'next-intl/server';
import { requireActor } from '#app/admin/gate';
import { ExportList } from '#components/staff/exports/export-list';
import { NewsroomPage } from '#components/staff/newsroom-page';
import { SettingsTabs } from '#components/staff/settings/settings-tabs';

export async function generateMetadata() {
  await requireActor('transfer.export');
  return { title: (await getTranslations('export'))('title') };
}

export default async function Exports() {
  const actor = await requireActor('transfer.export');
  const t = await getTranslations('export');
  return (
    <NewsroomPage actor={actor} room="settings" title={t('title')}>
      <SettingsTabs actor={actor} here="export" />
      <p className="mb-4 max-w-2xl">{t('intro')}</p>
      <ExportList />
      <p className="mt-6 max-w-2xl text-soft">
        {t('commandLine', { command: 'npm start -- --export archive', other: '--export site.xml --format wordpress' })}
      </p>
    </NewsroomPage>
  );
}
