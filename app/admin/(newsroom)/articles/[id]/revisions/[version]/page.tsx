import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { restoreRevisionAction } from '#app/admin/(newsroom)/articles/[id]/actions';
import { readArticle, readRevision, readRights } from '#app/admin/(newsroom)/articles/[id]/reads';
import { requireActor } from '#app/admin/gate';
import { NewsroomPage } from '#components/staff/newsroom-page';
import { StaffForm } from '#components/staff/staff-form.island';
import { Difference } from '#editor/comparison/difference.tsx';
import { revisionsAddress } from '#i18n/admin-addresses';
import { diffTexts } from '#newsroom/editing/text-difference';

type Props = { params: Promise<{ id: string; version: string }> };

export async function generateMetadata() {
  await requireActor('article.read');
  const t = await getTranslations('revisions');
  return { title: t('compare') };
}

export default async function RevisionPage({ params }: Props) {
  const actor = await requireActor('article.read');
  const { id, version } = await params;
  const article = await readArticle(actor, id);
  const revision = article && /^\d{1,9}$/.test(version) ? await readRevision(actor, article.id, Number(version)) : null;
  if (!article || !revision) notFound();
  const t = await getTranslations('revisions');
  return (
    <NewsroomPage actor={actor} room="articles" title={t('compare')}>
      <a href={revisionsAddress(article.id)} className="quiet -ml-2 underline">
        {t('title')}
      </a>
      <div lang={article.language} className="mt-4 max-w-[41.25rem]">
        <Difference difference={diffTexts(revision, article.text)} />
      </div>
      {readRights(actor, article).edit && !article.removedAt && (
        <StaffForm action={restoreRevisionAction} label={t('restore')} className="mt-6 grid max-w-md gap-3">
          <input type="hidden" name="id" value={article.id} />
          <input type="hidden" name="version" value={article.version} />
          <input type="hidden" name="revision" value={version} />
          <p className="field-hint">{t('restoreNote')}</p>
          <button type="submit" className="button">
            {t('restore')}
          </button>
        </StaffForm>
      )}
    </NewsroomPage>
  );
}
