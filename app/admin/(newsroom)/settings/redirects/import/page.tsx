import { getTranslations } from 'next-intl/server';
import { importRedirectsAction } from '#app/admin/(newsroom)/settings/redirects/actions';
import { requireActor } from '#app/admin/gate';
import { NewsroomPage } from '#components/staff/newsroom-page';
import { RedirectFiles } from '#components/staff/redirects/redirect-files';
import { RedirectTabs } from '#components/staff/redirects/redirect-tabs';
import { SettingsTabs } from '#components/staff/settings/settings-tabs';
import { ROW_LIMIT } from '#newsroom/redirects/redirect-file-limit';

export async function generateMetadata() {
  await requireActor('redirect.edit');
  return { title: (await getTranslations('redirects.tabs'))('import') };
}

export default async function ImportRedirects() {
  const actor = await requireActor('redirect.edit');
  const t = await getTranslations('redirects.tabs');
  return (
    <NewsroomPage actor={actor} room="settings" title={t('import')}>
      <SettingsTabs actor={actor} here="redirects" />
      <RedirectTabs here="import" />
      <RedirectFiles rowLimit={ROW_LIMIT} action={importRedirectsAction} />
    </NewsroomPage>
  );
}
