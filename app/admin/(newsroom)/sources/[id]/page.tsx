import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { readTimeZone, readTopics } from '#app/admin/(newsroom)/reads';
import {
  changeSourceAction,
  pauseSourceAction,
  pollSourceAction,
  removeSourceAction,
  resumeSourceAction,
} from '#app/admin/(newsroom)/sources/actions';
import { readOpenLiveBlogs, readSource } from '#app/admin/(newsroom)/sources/reads';
import { requireActor } from '#app/admin/gate';
import { DeletionForm } from '#components/staff/deletion-form';
import { NewsroomPage } from '#components/staff/newsroom-page';
import { StaffForm } from '#components/staff/staff-form.island';
import { SourceFields } from '#components/staff/wire/source-fields';
import { SourceSwitches } from '#components/staff/wire/source-switches';
import { SourceTable } from '#components/staff/wire/source-table';
import { WireTabs } from '#components/staff/wire/wire-tabs';

type Props = { params: Promise<{ id: string }> };

async function find({ params }: Props) {
  const actor = await requireActor('source.edit');
  const { id } = await params;
  const source = /^[1-9]\d{0,8}$/.test(id) ? await readSource(Number(id)) : null;
  if (!source) notFound();
  return { actor, source };
}

export async function generateMetadata(props: Props) {
  const { source } = await find(props);
  return { title: (await getTranslations('sources'))('edit', { name: source.name }) };
}

export default async function EditSource(props: Props) {
  const { actor, source } = await find(props);
  const [t, { sections }, timeZone, liveBlogs] = await Promise.all([
    getTranslations('sources'),
    readTopics(actor.language),
    readTimeZone(actor.language),
    readOpenLiveBlogs(source.liveStoryId),
  ]);
  const title = t('edit', { name: source.name });
  return (
    <NewsroomPage actor={actor} room="wire" title={title}>
      <WireTabs actor={actor} here="sources" />
      <SourceTable sources={[source]} language={actor.language} timeZone={timeZone} />
      <SourceSwitches source={source} actions={{ pollSourceAction, pauseSourceAction, resumeSourceAction }} />
      <StaffForm
        action={changeSourceAction}
        label={title}
        seen={source.version}
        className="mt-8 grid max-w-2xl justify-items-start gap-4 *:w-full"
      >
        <input type="hidden" name="id" value={source.id} />
        <SourceFields {...{ source, sections, liveBlogs }} />
        <button type="submit" className="button button-main w-auto!">
          {t('save')}
        </button>
      </StaffForm>
      <DeletionForm
        name="id"
        value={source.id}
        label={t('remove')}
        confirm={t('removeConfirm')}
        action={removeSourceAction}
      />
    </NewsroomPage>
  );
}
