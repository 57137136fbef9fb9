import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { readArticle, readRevisions } from '#app/admin/(newsroom)/articles/[id]/reads';
import { readTimeZone } from '#app/admin/(newsroom)/reads';
import { requireActor } from '#app/admin/gate';
import { NewsroomPage } from '#components/staff/newsroom-page';
import { editAddress, revisionsAddress } from '#i18n/admin-addresses';
import { dateAndTime } from '#i18n/dates';
import type { RevisionKind } from '#newsroom/editing/revision';

type Props = { params: Promise<{ id: string }>; searchParams: Promise<{ before?: string | string[] }> };

const PAGE_LENGTH = 50;
const KIND_LABELS: Partial<Record<RevisionKind, 'replaced' | 'autosaved'>> = {
  replaced: 'replaced',
  autosaved: 'autosaved',
  interval: 'autosaved',
};

export async function generateMetadata() {
  await requireActor('article.read');
  const t = await getTranslations('revisions');
  return { title: t('title') };
}

export default async function RevisionsPage({ params, searchParams }: Props) {
  const actor = await requireActor('article.read');
  const { before } = await searchParams;
  const article = await readArticle(actor, (await params).id);
  if (!article) notFound();
  const [t, revisions, timeZone] = await Promise.all([
    getTranslations(),
    readRevisions(actor, article.id, {
      limit: PAGE_LENGTH + 1,
      ...(/^\d{1,9}$/.test(String(before)) && { before: Number(before) }),
    }),
    readTimeZone(actor.language),
  ]);
  const shown = revisions.slice(0, PAGE_LENGTH);
  const last = revisions.length > PAGE_LENGTH && shown.at(-1)?.version;
  return (
    <NewsroomPage actor={actor} room="articles" title={`${t('revisions.title')}: ${article.text.headline}`}>
      <a href={editAddress(article.id)} className="quiet -ml-2 underline">
        {t('editArticle.back')}
      </a>
      {revisions.length === 0 && <p className="mt-4">{t('revisions.none')}</p>}
      <ol className="mt-4">
        {shown.map(({ version, at, byName, isByFormerMember, headline, kind, publishedAt }) => {
          const name = isByFormerMember ? t('audit.formerMember') : byName;
          const label = KIND_LABELS[kind as RevisionKind];
          return (
            <li key={version} className="border-b border-rule py-2">
              <a href={revisionsAddress(article.id, version)} className="font-semibold underline">
                {dateAndTime(at, actor.language, timeZone)}
              </a>{' '}
              <span className="text-small text-soft">
                {name ? t('revisions.by', { name }) : t('revisions.imported')}
              </span>{' '}
              {label && <span className="state">{t(`revisions.${label}`)}</span>}{' '}
              {publishedAt && <span className="state state-live">{t('revisions.published')}</span>}
              <p lang={article.language} className="font-serif">
                {headline}
              </p>
            </li>
          );
        })}
      </ol>
      {last && (
        <a href={`${revisionsAddress(article.id)}?before=${last}`} className="quiet -ml-2 underline">
          {t('revisions.older')}
        </a>
      )}
    </NewsroomPage>
  );
}
