import { getTranslations } from 'next-intl/server';
import { readTakenBack, readTopics } from '#app/admin/(newsroom)/reads';
import { requireActor } from '#app/admin/gate';
import { ArticleFilter } from '#components/staff/articles/article-filter';
import { ArticleTable } from '#components/staff/articles/article-table';
import { BulkForm } from '#components/staff/articles/bulk-form';
import { NewStory } from '#components/staff/articles/new-story';
import { NewsroomPage } from '#components/staff/newsroom-page';
import { ARTICLES } from '#i18n/admin-addresses';
import { writeCursor } from '#newsroom/articles/cursor';
import { may } from '#newsroom/permissions/permissions';
import { now } from '#platform/clock';
import { changeSelectedAction, createArticleAction } from './actions.ts';
import { readArticleList, readNames, type SearchParams } from './reads.ts';

export async function generateMetadata() {
  await requireActor('newsroom.read');
  const t = await getTranslations('articles');
  return { title: t('title') };
}

export default async function ArticlesPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const actor = await requireActor('newsroom.read');
  const parameters = await searchParams;
  const [t, page, { sections }, names] = await Promise.all([
    getTranslations(),
    readArticleList(actor, parameters),
    readTopics(actor.language),
    readNames(),
  ]);
  const { articles, next, filter, timeZone, isLater } = page;
  const takenBack = await readTakenBack(articles.map(({ id }) => id));
  const address = (before?: string) => {
    const query = new URLSearchParams(
      Object.entries({ ...filter, before }).flatMap(([name, value]) => (value ? [[name, value]] : [])),
    );
    return `${ARTICLES}${query.size > 0 ? `?${query}` : ''}`;
  };
  return (
    <NewsroomPage
      actor={actor}
      room="articles"
      title={t('articles.title')}
      tools={
        may(actor, 'article.create') && (
          <NewStory sections={sections} language={actor.language} action={createArticleAction} />
        )
      }
    >
      <ArticleFilter filter={filter} sections={sections} names={names} />
      {articles.length === 0 && (
        <p className="mt-6">{t(Object.values(filter).some(Boolean) ? 'articles.noneMatch' : 'articles.empty')}</p>
      )}
      {articles.length > 0 && (
        <div className="mt-4">
          <ArticleTable articles={articles} takenBack={takenBack} timeZone={timeZone} now={now()} form="bulk" />
          <BulkForm id="bulk" mayApprove={may(actor, 'article.approve')} action={changeSelectedAction} />
        </div>
      )}
      <p className="mt-4 flex flex-wrap gap-4">
        {isLater && (
          <a href={address()} className="quiet underline">
            {t('articles.newest')}
          </a>
        )}
        {next && (
          <a
            href={address(writeCursor({ publishedAt: next.changedAt, id: next.id }))}
            rel="next"
            className="quiet underline"
          >
            {t('articles.older')}
          </a>
        )}
      </p>
    </NewsroomPage>
  );
}
