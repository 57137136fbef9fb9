import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { dismissEntryVersionAction } from '#app/admin/(newsroom)/wire/actions';
import { readEntryVersions } from '#app/admin/(newsroom)/wire/reads';
import { rowNumber } from '#app/admin/form';
import { requireActor } from '#app/admin/gate';
import { NewsroomPage } from '#components/staff/newsroom-page';
import { DismissVersion } from '#components/staff/wire/dismiss-version';
import { Difference } from '#editor/comparison/difference.tsx';
import { liveEntryAddress } from '#i18n/admin-addresses';
import { diffTexts } from '#newsroom/editing/text-difference';

type Props = PageProps<'/admin/wire/[id]/compare/entry/[entryId]'>;

export async function generateMetadata() {
  await requireActor('live.write');
  return { title: (await getTranslations('wire.compare'))('agency') };
}

/** What an agency has changed in an item since an entry of a live blog was made from it. */
export default async function CompareEntryVersion({ params }: Props) {
  const actor = await requireActor('live.write');
  const asked = await params;
  const [id, entryId] = [rowNumber.safeParse(asked.id), rowNumber.safeParse(asked.entryId)];
  const found = id.success && entryId.success ? await readEntryVersions(entryId.data, id.data) : null;
  if (!found || !id.success || !entryId.success) notFound();
  const t = await getTranslations('wire');
  const { storyId, agency, version, usedVersion, itemLanguage, language, note, own, used, newest } = found;
  return (
    <NewsroomPage actor={actor} room="articles" title={t('compare.title', { agency })}>
      <a href={liveEntryAddress(storyId, { entryId: entryId.data, language })} className="quiet -ml-2 underline">
        {t('compare.backToDesk')}
      </a>
      {note && <p className="message mt-4">{note}</p>}
      {!newest && <p className="message mt-4">{t('compare.tooLong')}</p>}
      {used && newest && (
        <section className="mt-4">
          <h2 className="newsroom-heading">{t('compare.agency')}</h2>
          <div lang={itemLanguage} className="max-w-[41.25rem]">
            <Difference difference={diffTexts(used, newest)} />
          </div>
        </section>
      )}
      {newest && (
        <section className="mt-8">
          <h2 className="newsroom-heading">{t('compare.own')}</h2>
          <div lang={language} className="max-w-[41.25rem]">
            <Difference difference={diffTexts(own, newest)} />
          </div>
        </section>
      )}
      {version > usedVersion && (
        <DismissVersion
          of={{ entry: entryId.data }}
          item={{ itemId: id.data, version }}
          action={dismissEntryVersionAction}
        />
      )}
    </NewsroomPage>
  );
}
