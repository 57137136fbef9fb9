import { getTranslations } from 'next-intl/server';
import { readTimeZone } from '#app/admin/(newsroom)/reads';
import { requireActor } from '#app/admin/gate';
import { BackupList } from '#components/staff/backups/backup-list';
import { BackupControls, BackupPlanForm } from '#components/staff/backups/backup-plan-form';
import { BackupWarning } from '#components/staff/backups/backup-warning';
import { NewsroomPage } from '#components/staff/newsroom-page';
import { SettingsTabs } from '#components/staff/settings/settings-tabs';
import { requestBackupAction, savePlanAction, stopBackupsAction } from './actions.ts';
import { readBackupPlan, readBackupState, readBackups } from './reads.ts';

const SHOWN = 30;

export async function generateMetadata() {
  await requireActor('backup.edit');
  return { title: (await getTranslations('backups'))('title') };
}

export default async function Backups() {
  const actor = await requireActor('backup.edit');
  const [t, plan, state, backups, timeZone] = await Promise.all([
    getTranslations('backups'),
    readBackupPlan(),
    readBackupState(),
    readBackups(actor, SHOWN),
    readTimeZone(actor.language),
  ]);
  return (
    <NewsroomPage actor={actor} room="settings" title={t('title')}>
      <SettingsTabs actor={actor} here="backups" />
      <p className="mb-4 max-w-2xl">{t('intro')}</p>
      <BackupWarning backups={state} language={actor.language} timeZone={timeZone} />
      <BackupPlanForm plan={plan} action={savePlanAction} />
      {plan && <BackupControls request={requestBackupAction} stop={stopBackupsAction} />}
      <section className="mt-8 grid justify-items-start gap-2">
        <h2 className="newsroom-heading">{t('list.title')}</h2>
        <BackupList backups={backups} language={actor.language} timeZone={timeZone} />
      </section>
      <p className="mt-6 max-w-2xl text-soft">{t('restore', { command: 'npm start -- --restore' })}</p>
    </NewsroomPage>
  );
}
