import { getTranslations } from 'next-intl/server';
import { createArticleAction } from '#app/admin/(newsroom)/articles/actions';
import { requireActor } from '#app/admin/gate';
import { DashboardLists } from '#components/staff/articles/dashboard-lists';
import { NewStory } from '#components/staff/articles/new-story';
import { BackupWarning } from '#components/staff/backups/backup-warning';
import { NewsroomPage } from '#components/staff/newsroom-page';
import { SETUP } from '#i18n/admin-addresses';
import { may } from '#newsroom/permissions/permissions';
import { now } from '#platform/clock';
import { readDashboard, readIsSetUpOpen, readTakenBack, readTimeZone, readTopics } from './reads.ts';
import { readBackupState } from './settings/backups/reads.ts';

export async function generateMetadata() {
  await requireActor('newsroom.read');
  const t = await getTranslations('dashboard');
  return { title: t('title') };
}

export default async function DashboardPage() {
  const actor = await requireActor('newsroom.read');
  const [t, s, isSetUpOpen, backups, news, timeZone, { sections }] = await Promise.all([
    getTranslations('dashboard'),
    getTranslations('setup'),
    may(actor, 'site.setUp') && readIsSetUpOpen(),
    may(actor, 'backup.edit') ? readBackupState() : null,
    readDashboard(actor),
    readTimeZone(actor.language),
    readTopics(actor.language),
  ]);
  const takenBack = await readTakenBack([...news.due, ...news.inReview, ...news.own].map(({ id }) => id));
  return (
    <NewsroomPage
      actor={actor}
      room="dashboard"
      title={t('title')}
      tools={
        may(actor, 'article.create') && (
          <NewStory sections={sections} language={actor.language} action={createArticleAction} />
        )
      }
    >
      {isSetUpOpen && (
        <p className="message mb-4">
          {s('open')}{' '}
          <a href={SETUP} className="underline">
            {s('title')}
          </a>
        </p>
      )}
      {backups && backups.state !== 'none' && (
        <BackupWarning backups={backups} language={actor.language} timeZone={timeZone} />
      )}
      <DashboardLists news={news} takenBack={takenBack} timeZone={timeZone} now={now()} />
    </NewsroomPage>
  );
}
