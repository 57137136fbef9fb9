import { getTranslations } from 'next-intl/server';
import { createPageAction, movePageAction } from '#app/admin/(newsroom)/settings/actions';
import { readPages } from '#app/admin/(newsroom)/settings/reads';
import { requireActor } from '#app/admin/gate';
import { NewsroomPage } from '#components/staff/newsroom-page';
import { NewPage } from '#components/staff/settings/new-page';
import { PageTable } from '#components/staff/settings/page-table';
import { SettingsTabs } from '#components/staff/settings/settings-tabs';

export async function generateMetadata() {
  await requireActor('settings.edit');
  return { title: (await getTranslations('settings.tabs'))('pages') };
}

export default async function SitePages() {
  const actor = await requireActor('settings.edit');
  const pages = await readPages();
  const t = await getTranslations('settings');
  return (
    <NewsroomPage actor={actor} room="settings" title={t('tabs.pages')} tools={<NewPage action={createPageAction} />}>
      <SettingsTabs actor={actor} here="pages" />
      {pages.length === 0 ? (
        <p>{t('pages.empty')}</p>
      ) : (
        <PageTable pages={pages} language={actor.language} move={movePageAction} />
      )}
    </NewsroomPage>
  );
}
