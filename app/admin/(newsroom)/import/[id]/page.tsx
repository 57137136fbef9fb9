import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import {
  continueAction,
  mapAction,
  planFetchedAction,
  startAction,
  stopFetchingAction,
  undoAction,
} from '#app/admin/(newsroom)/import/actions';
import { keysByAddress, readImport } from '#app/admin/(newsroom)/import/reads';
import { readTimeZone, readTopics } from '#app/admin/(newsroom)/reads';
import { requireActor } from '#app/admin/gate';
import { ImportButton } from '#components/staff/imports/import-button';
import { ImportProgress } from '#components/staff/imports/import-progress';
import { ImportReport } from '#components/staff/imports/import-report';
import { ImportStatus } from '#components/staff/imports/import-status';
import { MappingForm } from '#components/staff/imports/mapping-form';
import { UndoForm } from '#components/staff/imports/undo-form';
import { NewsroomPage } from '#components/staff/newsroom-page';
import { SettingsTabs } from '#components/staff/settings/settings-tabs';
import { IMPORTS } from '#i18n/admin-addresses';
import { isWork } from '#newsroom/transfer/manage/import-state';

type Props = { params: Promise<{ id: string }> };

async function find({ params }: Props) {
  const actor = await requireActor('transfer.import');
  const { id } = await params;
  const found = /^[1-9]\d{0,8}$/.test(id) ? await readImport(Number(id)) : null;
  if (!found) notFound();
  return { actor, found };
}

export async function generateMetadata(props: Props) {
  return { title: (await find(props)).found.file };
}

export default async function ImportPage(props: Props) {
  const { actor, found } = await find(props);
  const { id, state, isRunning, isUploaded, report } = found;
  const { language } = actor;
  const [{ sections, authors }, timeZone] = await Promise.all([readTopics(language), readTimeZone(language)]);
  const t = await getTranslations('import');
  const isPlanned = state === 'planned' && !isRunning;
  const isCutShort = isWork(state) && !isRunning;
  const mayContinue = isCutShort && (isUploaded || state === 'undoing');
  return (
    <NewsroomPage actor={actor} room="settings" title={found.file}>
      <SettingsTabs actor={actor} here="import" />
      <a href={IMPORTS} className="quiet -ml-2 underline">
        {t('back')}
      </a>
      <ImportStatus found={found} isCutShort={isCutShort} />
      {isRunning && <ImportProgress progress={found.progress} language={language} />}
      {isRunning && state === 'fetching' && (
        <ImportButton
          id={id}
          action={stopFetchingAction}
          label={t('site.stop')}
          submit={t('site.stop')}
          look="button-danger"
        >
          {found.isStopping && <p>{t('site.stopping')}</p>}
        </ImportButton>
      )}
      {mayContinue && <ImportButton id={id} action={continueAction} label={t('continue')} submit={t('continue')} />}
      {isCutShort && state === 'fetching' && (
        <ImportButton
          id={id}
          action={planFetchedAction}
          label={t('site.useFetched')}
          submit={t('site.useFetched')}
          look=""
        />
      )}
      {(state === 'planned' || state === 'done') && <ImportReport found={found} language={language} />}
      {isPlanned && (
        <section className="mt-8 grid gap-2">
          <h2 className="newsroom-heading">{t('start.title')}</h2>
          <ImportButton id={id} action={startAction} label={t('start.title')} submit={t('start.submit')}>
            <p>{t('start.note')}</p>
          </ImportButton>
        </section>
      )}
      {isPlanned && report?.choices && (
        <MappingForm
          id={id}
          choices={report.choices}
          options={found.options}
          sections={sections}
          authors={authors}
          keys={keysByAddress(sections, authors)}
          action={mapAction}
        />
      )}
      {((state === 'done' && !isRunning) || (isCutShort && state === 'applying')) && (
        <UndoForm id={id} until={found.undoUntil} language={language} timeZone={timeZone} action={undoAction} />
      )}
    </NewsroomPage>
  );
}
