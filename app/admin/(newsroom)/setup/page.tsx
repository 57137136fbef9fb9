import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { requireActor } from '#app/admin/gate';
import { NewsroomPage } from '#components/staff/newsroom-page';
import { SetUpFields } from '#components/staff/settings/set-up-fields';
import { StaffForm } from '#components/staff/staff-form.island';
import { ADMIN, SETTINGS } from '#i18n/admin-addresses';
import { setUpAction } from './actions.ts';
import { readSetUp } from './reads.ts';

export async function generateMetadata() {
  await requireActor('site.setUp');
  return { title: (await getTranslations('setup'))('title') };
}

export default async function SetUpPage() {
  const actor = await requireActor('site.setUp');
  const found = await readSetUp();
  if (!found) redirect(SETTINGS);
  const t = await getTranslations('setup');
  return (
    <NewsroomPage actor={actor} room="settings" title={t('title')}>
      <p className="mb-6 max-w-2xl">{t('intro')}</p>
      <StaffForm action={setUpAction} label={t('title')} className="grid max-w-4xl gap-6">
        <SetUpFields {...found} zones={Intl.supportedValuesOf('timeZone')} />
        <div className="flex flex-wrap items-center gap-4">
          <button type="submit" className="button button-main">
            {t('save')}
          </button>
          <a href={ADMIN} className="underline">
            {t('later')}
          </a>
        </div>
      </StaffForm>
    </NewsroomPage>
  );
}
