import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { DeskPage } from '#components/staff/desk-page';
import { StaffForm } from '#components/staff/staff-form.island';
import { Difference } from '#components/staff/writing/difference';
import { revisionsAddress } from '#i18n/desk-addresses';
import { differenceOf } from '#newsroom/articles/text-difference';
import { admitted } from '../../../../../gate.ts';
import { restore } from '../../actions.ts';
import { readArticle, readRevision, readRights } from '../../reads.ts';

type Props = { params: Promise<{ id: string; version: string }> };

export async function generateMetadata() {
  await admitted('article.read');
  const t = await getTranslations('revisions');
  return { title: t('compare') };
}

export default async function RevisionPage({ params }: Props) {
  const actor = await admitted('article.read');
  const { id, version } = await params;
  const article = await readArticle(actor, id);
  const revision = article && /^\d{1,9}$/.test(version) ? await readRevision(actor, article.id, Number(version)) : null;
  if (!article || !revision) notFound();
  const t = await getTranslations('revisions');
  return (
    <DeskPage actor={actor} room="articles" title={t('compare')}>
      <a href={revisionsAddress(article.id)} className="quiet -ml-2 underline">
        {t('title')}
      </a>
      <div lang={article.language} className="mt-4 max-w-[41.25rem]">
        <Difference difference={differenceOf(revision, article.text)} />
      </div>
      {readRights(actor, article).edit && !article.removedAt && (
        <StaffForm action={restore} label={t('restore')} className="mt-6 grid max-w-md gap-3">
          <input type="hidden" name="id" value={article.id} />
          <input type="hidden" name="version" value={article.version} />
          <input type="hidden" name="revision" value={version} />
          <p className="field-hint">{t('restoreNote')}</p>
          <button type="submit" className="button">
            {t('restore')}
          </button>
        </StaffForm>
      )}
    </DeskPage>
  );
}
