import { getTranslations } from 'next-intl/server';
import { restoreFromTrashAction } from '#app/admin/(newsroom)/articles/[id]/actions';
import { readTrash } from '#app/admin/(newsroom)/reads';
import { requireActor } from '#app/admin/gate';
import { StatusLabel } from '#components/staff/articles/status-label';
import { NewsroomPage } from '#components/staff/newsroom-page';
import { StaffForm } from '#components/staff/staff-form.island';

export async function generateMetadata() {
  await requireActor('newsroom.read');
  const t = await getTranslations('trash');
  return { title: t('title') };
}

export default async function TrashPage() {
  const actor = await requireActor('newsroom.read');
  const [t, n, { articles, days }] = await Promise.all([
    getTranslations('trash'),
    getTranslations('newsroom'),
    readTrash(actor),
  ]);
  return (
    <NewsroomPage actor={actor} room="trash" title={t('title')}>
      <p>{t('note', { count: days })}</p>
      {articles.length === 0 && <p className="mt-4">{t('empty')}</p>}
      <ul className="mt-4">
        {articles.map((article) => (
          <li key={article.id} className="flex flex-wrap items-center justify-between gap-3 border-b border-rule py-2">
            <span>
              <span lang={article.language} className="font-serif font-semibold">
                {article.headline || n('untitled')}
              </span>{' '}
              <StatusLabel article={article} />
            </span>
            <StaffForm
              action={restoreFromTrashAction}
              label={`${t('restore')}: ${article.headline}`}
              className="flex flex-wrap gap-3"
            >
              <input type="hidden" name="id" value={article.id} />
              <input type="hidden" name="version" value={article.version} />
              <button type="submit" className="button">
                {t('restore')}
              </button>
            </StaffForm>
          </li>
        ))}
      </ul>
    </NewsroomPage>
  );
}
