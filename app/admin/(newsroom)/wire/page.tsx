import { getTranslations } from 'next-intl/server';
import { readTimeZone } from '#app/admin/(newsroom)/reads';
import { readSources, readWireList, type SearchParams } from '#app/admin/(newsroom)/wire/reads';
import { requireActor } from '#app/admin/gate';
import { NewsroomPage } from '#components/staff/newsroom-page';
import { WireFilterForm } from '#components/staff/wire/wire-filter-form';
import { WireList } from '#components/staff/wire/wire-list';
import { WireTabs } from '#components/staff/wire/wire-tabs';
import { wireAddress } from '#i18n/admin-addresses';
import { writeCursor } from '#newsroom/articles/cursor';
import { now } from '#platform/clock';

export async function generateMetadata() {
  await requireActor('wire.read');
  return { title: (await getTranslations('wire'))('title') };
}

export default async function Wire({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const actor = await requireActor('wire.read');
  const [t, sources, { stacks, next, filter, isLater }, timeZone] = await Promise.all([
    getTranslations('wire'),
    readSources(),
    readWireList(await searchParams),
    readTimeZone(actor.language),
  ]);
  const silent = sources.filter(({ isSilent }) => isSilent);
  const isNarrowed = Object.values(filter).some(Boolean);
  return (
    <NewsroomPage actor={actor} room="wire" title={t('title')}>
      <WireTabs actor={actor} here="inbox" />
      {silent.length > 0 && (
        <p className="message message-trouble mb-4">
          {t('silentSources', { names: silent.map(({ name }) => name).join(', ') })}
        </p>
      )}
      <p className="mb-4 max-w-2xl">{t('intro')}</p>
      <WireFilterForm filter={filter} sources={sources} />
      {stacks.length === 0 ? (
        <p className="mt-4">{t(isNarrowed || isLater ? 'noneMatch' : 'empty')}</p>
      ) : (
        <WireList stacks={stacks} now={now()} language={actor.language} timeZone={timeZone} />
      )}
      <p className="mt-4 flex flex-wrap gap-4">
        {isLater && (
          <a href={wireAddress(filter)} className="quiet underline">
            {t('newest')}
          </a>
        )}
        {next && (
          <a
            href={wireAddress({ ...filter, before: writeCursor({ publishedAt: next.changedAt, id: next.id }) })}
            rel="next"
            className="quiet underline"
          >
            {t('older')}
          </a>
        )}
      </p>
    </NewsroomPage>
  );
}
