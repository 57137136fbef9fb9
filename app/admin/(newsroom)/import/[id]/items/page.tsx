import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { readImport, readImportItems } from '#app/admin/(newsroom)/import/reads';
import { requireActor } from '#app/admin/gate';
import { ItemFilter } from '#components/staff/imports/item-filter';
import { ItemTable } from '#components/staff/imports/item-table';
import { NewsroomPage } from '#components/staff/newsroom-page';
import { SettingsTabs } from '#components/staff/settings/settings-tabs';
import { importAddress, importItemsAddress } from '#i18n/admin-addresses';
import { isImportReason } from '#newsroom/transfer/run/import-reasons';
import { OUTCOMES } from '#newsroom/transfer/run/item-outcome';

const ON_A_PAGE = 50;

type Props = {
  params: Promise<{ id: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

async function find({ params }: Pick<Props, 'params'>) {
  const actor = await requireActor('transfer.import');
  const { id } = await params;
  const found = /^[1-9]\d{0,8}$/.test(id) ? await readImport(Number(id)) : null;
  if (!found) notFound();
  return { actor, found };
}

export async function generateMetadata(props: Props) {
  const { found } = await find(props);
  return { title: (await getTranslations('import.items'))('title', { file: found.file }) };
}

export default async function ImportItems(props: Props) {
  const { actor, found } = await find(props);
  const { id, file, state, report } = found;
  const given = await props.searchParams;
  const outcome = OUTCOMES.find((one) => one === given.outcome);
  const reason = isImportReason(given.reason) ? given.reason : undefined;
  const after = typeof given.after === 'string' && /^\d{1,9}$/.test(given.after) ? Number(given.after) : -1;
  const { items, next } = await readImportItems(id, { outcome, reason, after }, ON_A_PAGE);
  const t = await getTranslations('import');
  return (
    <NewsroomPage actor={actor} room="settings" title={t('items.title', { file })}>
      <SettingsTabs actor={actor} here="import" />
      <a href={importAddress(id)} className="quiet -ml-2 underline">
        {t('preview.back')}
      </a>
      <ItemFilter id={id} outcome={outcome} reason={reason} reasons={report?.reasons ?? {}} />
      <ItemTable id={id} items={items} isDone={state === 'done'} />
      {next !== undefined && (
        <a href={importItemsAddress(id, { outcome, reason, after: next })} className="button mt-4">
          {t('items.next')}
        </a>
      )}
    </NewsroomPage>
  );
}
