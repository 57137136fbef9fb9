import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { readArticle, readRevisions } from '#app/admin/(newsroom)/articles/[id]/reads';
import { readTimeZone } from '#app/admin/(newsroom)/reads';
import { requireActor } from '#app/admin/gate';
import { NewsroomPage } from '#components/staff/newsroom-page';
import { editAddress, revisionsAddress } from '#i18n/admin-addresses';
import { dateAndTime } from '#i18n/dates';

type Props = { params: Promise<{ id: string }> };

export async function generateMetadata() {
  await requireActor('article.read');
  const t = await getTranslations('revisions');
  return { title: t('title') };
}

export default async function RevisionsPage({ params }: Props) {
  const actor = await requireActor('article.read');
  const article = await readArticle(actor, (await params).id);
  if (!article) notFound();
  const [t, revisions, timeZone] = await Promise.all([
    getTranslations(),
    readRevisions(actor, article.id),
    readTimeZone(actor.language),
  ]);
  return (
    <NewsroomPage actor={actor} room="articles" title={`${t('revisions.title')}: ${article.text.headline}`}>
      <a href={editAddress(article.id)} className="quiet -ml-2 underline">
        {t('editArticle.back')}
      </a>
      {revisions.length === 0 && <p className="mt-4">{t('revisions.none')}</p>}
      <ol className="mt-4">
        {revisions.map(({ version, at, byName, headline, publishedAt }) => (
          <li key={version} className="border-b border-rule py-2">
            <a href={revisionsAddress(article.id, version)} className="font-semibold underline">
              {dateAndTime(at, actor.language, timeZone)}
            </a>{' '}
            <span className="text-small text-soft">
              {byName ? t('revisions.by', { name: byName }) : t('revisions.imported')}
            </span>{' '}
            {publishedAt && <span className="state state-live">{t('revisions.published')}</span>}
            <p lang={article.language} className="font-serif">
              {headline}
            </p>
          </li>
        ))}
      </ol>
    </NewsroomPage>
  );
}
