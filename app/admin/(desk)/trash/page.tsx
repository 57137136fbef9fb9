import { getTranslations } from 'next-intl/server';
import { StateWords } from '#components/staff/articles/state-words';
import { DeskPage } from '#components/staff/desk-page';
import { StaffForm } from '#components/staff/staff-form.island';
import { admitted } from '../../gate.ts';
import { takeOutOfTrash } from '../articles/[id]/actions.ts';
import { readTrash } from '../reads.ts';

export async function generateMetadata() {
  await admitted('desk.read');
  const t = await getTranslations('trash');
  return { title: t('title') };
}

export default async function TrashPage() {
  const actor = await admitted('desk.read');
  const [t, desk, { articles, days }] = await Promise.all([getTranslations('trash'), getTranslations('desk'), readTrash(actor)]);
  return (
    <DeskPage actor={actor} room="articles" title={t('title')}>
      <p>{t('note', { count: days })}</p>
      <ul className="mt-4">
        {articles.map((article) => (
          <li key={article.id} className="flex flex-wrap items-center justify-between gap-3 border-b border-rule py-2">
            <span>
              <span lang={article.language} className="font-serif font-semibold">
                {article.headline || desk('untitled')}
              </span>{' '}
              <StateWords article={article} />
            </span>
            <StaffForm action={takeOutOfTrash} label={`${t('restore')}: ${article.headline}`} className="flex flex-wrap gap-3">
              <input type="hidden" name="id" value={article.id} />
              <input type="hidden" name="version" value={article.version} />
              <button type="submit" className="button">
                {t('restore')}
              </button>
            </StaffForm>
          </li>
        ))}
      </ul>
    </DeskPage>
  );
}
