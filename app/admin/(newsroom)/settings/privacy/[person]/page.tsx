import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { requireActor } from '#app/admin/gate';
import { NewsroomPage } from '#components/staff/newsroom-page';
import { ErasePerson } from '#components/staff/privacy/erase-person';
import { ExportPerson } from '#components/staff/privacy/export-person';
import { PersonSummary } from '#components/staff/privacy/person-summary';
import { SettingsTabs } from '#components/staff/settings/settings-tabs';
import { PRIVACY, privacyExportAddress } from '#i18n/admin-addresses';
import { erasePersonAction } from '../actions.ts';
import { readBackupPlan, readPersonalData } from '../reads.ts';

type Props = { params: Promise<{ person: string }> };

async function findAsked({ params }: Props) {
  const actor = await requireActor('privacy.manage');
  const { person } = await params;
  const found = await readPersonalData(actor, person);
  return found ? { actor, person, found } : notFound();
}

export async function generateMetadata(props: Props) {
  const { found } = await findAsked(props);
  return { title: (await getTranslations('privacy.person'))('title', { email: found.email }) };
}

export default async function PersonPage(props: Props) {
  const { actor, person, found } = await findAsked(props);
  const [t, plan] = await Promise.all([getTranslations('privacy.person'), readBackupPlan()]);
  return (
    <NewsroomPage actor={actor} room="settings" title={t('title', { email: found.email })}>
      <SettingsTabs actor={actor} here="privacy" />
      <p className="mb-4">
        <a href={PRIVACY} className="quiet -ml-2 underline">
          {t('back')}
        </a>
      </p>
      <PersonSummary found={found} />
      {found.counts.size > 0 && <ExportPerson address={privacyExportAddress(person)} />}
      {/* The form stays when all has gone: it says what came of it. */}
      <ErasePerson
        person={person}
        counts={found.counts}
        isOwn={found.member?.id === actor.id}
        backupDays={plan?.keepDays ?? null}
        action={erasePersonAction}
      />
    </NewsroomPage>
  );
}
