import { getTranslations } from 'next-intl/server';
import { readTimeZone, readTopics } from '#app/admin/(newsroom)/reads';
import { createSourceAction } from '#app/admin/(newsroom)/sources/actions';
import { readOpenLiveBlogs, readSources } from '#app/admin/(newsroom)/sources/reads';
import { requireActor } from '#app/admin/gate';
import { NewsroomPage } from '#components/staff/newsroom-page';
import { NewSource } from '#components/staff/wire/new-source';
import { SourceTable } from '#components/staff/wire/source-table';
import { WireTabs } from '#components/staff/wire/wire-tabs';

export async function generateMetadata() {
  await requireActor('source.edit');
  return { title: (await getTranslations('sources'))('title') };
}

export default async function Sources() {
  const actor = await requireActor('source.edit');
  const [t, sources, { sections }, timeZone, liveBlogs] = await Promise.all([
    getTranslations('sources'),
    readSources(),
    readTopics(actor.language),
    readTimeZone(actor.language),
    readOpenLiveBlogs(),
  ]);
  const tools = <NewSource {...{ sections, liveBlogs }} language={actor.language} action={createSourceAction} />;
  return (
    <NewsroomPage actor={actor} room="wire" title={t('title')} tools={tools}>
      <WireTabs actor={actor} here="sources" />
      <p className="mb-4 max-w-2xl">{t('intro')}</p>
      {sources.length === 0 ? (
        <p>{t('empty')}</p>
      ) : (
        <SourceTable sources={sources} language={actor.language} timeZone={timeZone} />
      )}
    </NewsroomPage>
  );
}
