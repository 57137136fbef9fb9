import { getTranslations } from 'next-intl/server';
import { requireActor } from '#app/admin/gate';
import { NewsroomPage } from '#components/staff/newsroom-page';
import { SettingsTabs } from '#components/staff/settings/settings-tabs';
import { StaffForm } from '#components/staff/staff-form.island';
import { removeDemoAction } from './actions.ts';
import { readHasDemo } from './reads.ts';

export async function generateMetadata() {
  await requireActor('demo.remove');
  return { title: (await getTranslations('settings.demo'))('remove') };
}

export default async function DemoPage() {
  const actor = await requireActor('demo.remove');
  const isThere = await readHasDemo();
  const t = await getTranslations('settings.demo');
  return (
    <NewsroomPage actor={actor} room="settings" title={t('remove')}>
      <SettingsTabs actor={actor} here="demo" />
      {/* The form stays when the demo has gone: it says what came of it. */}
      <StaffForm action={removeDemoAction} label={t('remove')} className="grid max-w-2xl justify-items-start gap-4">
        {isThere ? (
          <>
            <p>{t('intro')}</p>
            <p>{t('rules')}</p>
            <label className="flex min-h-11 items-center gap-2">
              <input type="checkbox" name="sure" value="yes" required /> {t('confirm')}
            </label>
            <button type="submit" className="button button-danger">
              {t('remove')}
            </button>
          </>
        ) : (
          <p>{t('none')}</p>
        )}
      </StaffForm>
    </NewsroomPage>
  );
}
