import { getTranslations } from 'next-intl/server';
import { requireActor } from '#app/admin/gate';
import { NewsroomPage } from '#components/staff/newsroom-page';
import { ActivityYears } from '#components/staff/privacy/activity-years';
import { FindPerson } from '#components/staff/privacy/find-person';
import { KindList } from '#components/staff/privacy/kind-list';
import { SettingsTabs } from '#components/staff/settings/settings-tabs';
import { findPersonAction, saveActivityYearsAction } from './actions.ts';
import { readActivityYears, readBackupPlan, readMembers, readTables } from './reads.ts';

export async function generateMetadata() {
  await requireActor('privacy.manage');
  return { title: (await getTranslations('privacy'))('title') };
}

export default async function Privacy() {
  const actor = await requireActor('privacy.manage');
  const [t, members, plan, years] = await Promise.all([
    getTranslations('privacy'),
    readMembers(actor),
    readBackupPlan(),
    readActivityYears(),
  ]);
  return (
    <NewsroomPage actor={actor} room="settings" title={t('title')}>
      <SettingsTabs actor={actor} here="privacy" />
      <p className="mb-4 max-w-2xl">{t('intro')}</p>
      <FindPerson members={members} action={findPersonAction} />
      <ActivityYears years={years} action={saveActivityYearsAction} />
      <KindList tables={readTables()} backupDays={plan?.keepDays ?? null} activityYears={years} />
    </NewsroomPage>
  );
}
