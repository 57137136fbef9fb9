import { getTranslations } from 'next-intl/server';
import { readTimeZone, readTopics } from '#app/admin/(newsroom)/reads';
import { requireActor } from '#app/admin/gate';
import { ImportAddress } from '#components/staff/imports/import-address';
import { ImportList } from '#components/staff/imports/import-list';
import { NewImport } from '#components/staff/imports/new-import';
import { NewsroomPage } from '#components/staff/newsroom-page';
import { SettingsTabs } from '#components/staff/settings/settings-tabs';
import { IMPORTS } from '#i18n/admin-addresses';
import { isUploadTrouble } from '#newsroom/transfer/manage/import-state';
import { fetchAction } from './actions.ts';
import { readImports } from './reads.ts';

const ON_A_PAGE = 20;

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export async function generateMetadata() {
  await requireActor('transfer.import');
  return { title: (await getTranslations('import'))('title') };
}

export default async function Imports({ searchParams }: Props) {
  const actor = await requireActor('transfer.import');
  const { before, trouble } = await searchParams;
  const from = typeof before === 'string' && /^[1-9]\d{0,8}$/.test(before) ? Number(before) : undefined;
  const [{ sections }, { imports, next }, timeZone] = await Promise.all([
    readTopics(actor.language),
    readImports({ before: from }, ON_A_PAGE),
    readTimeZone(actor.language),
  ]);
  const t = await getTranslations('import');
  return (
    <NewsroomPage actor={actor} room="settings" title={t('title')}>
      <SettingsTabs actor={actor} here="import" />
      <p className="mb-4 max-w-2xl">{t('intro')}</p>
      <NewImport sections={sections} trouble={isUploadTrouble(trouble) ? trouble : undefined} />
      {sections.length > 0 && <ImportAddress sections={sections} action={fetchAction} />}
      <section className="mt-8 grid justify-items-start gap-2">
        <h2 className="newsroom-heading">{t('list.title')}</h2>
        <ImportList imports={imports} language={actor.language} timeZone={timeZone} />
        {next && (
          <a href={`${IMPORTS}?before=${next}`} className="button">
            {t('list.next')}
          </a>
        )}
      </section>
    </NewsroomPage>
  );
}
