import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { readArticle, readRights, readWireOrigins } from '#app/admin/(newsroom)/articles/[id]/reads';
import { dismissVersionAction } from '#app/admin/(newsroom)/wire/actions';
import { readWireItem, readWireVersion } from '#app/admin/(newsroom)/wire/reads';
import { requireActor } from '#app/admin/gate';
import { NewsroomPage } from '#components/staff/newsroom-page';
import { DismissVersion } from '#components/staff/wire/dismiss-version';
import { Difference } from '#editor/comparison/difference.tsx';
import { editAddress } from '#i18n/admin-addresses';
import { diffTexts } from '#newsroom/editing/text-difference';

type Props = { params: Promise<{ id: string; articleId: string }> };

export async function generateMetadata() {
  await requireActor('article.read');
  return { title: (await getTranslations('wire.compare'))('agency') };
}

export default async function CompareWireVersion({ params }: Props) {
  const actor = await requireActor('article.read');
  const { id, articleId } = await params;
  const article = await readArticle(actor, articleId);
  const origin =
    article &&
    (await readWireOrigins(article.id)).find(
      ({ itemId, articleId: made }) => String(itemId) === id && made === article.id,
    );
  const [item, used] = origin
    ? await Promise.all([readWireItem(origin.itemId), readWireVersion(origin.itemId, origin.usedVersion)])
    : [];
  if (!article || !origin || !item) notFound();
  const t = await getTranslations('wire');
  // The source line is the newsroom's own.
  const source = article.text.source;
  const newest = { headline: item.headline, standfirst: item.standfirst, body: item.body, source };
  return (
    <NewsroomPage actor={actor} room="articles" title={t('compare.title', { agency: origin.agency })}>
      <a href={editAddress(article.id)} className="quiet -ml-2 underline">
        {t('compare.back')}
      </a>
      {item.note && <p className="message mt-4">{item.note}</p>}
      {used && (
        <section className="mt-4">
          <h2 className="newsroom-heading">{t('compare.agency')}</h2>
          <div lang={item.language} className="max-w-[41.25rem]">
            <Difference difference={diffTexts({ ...used, source }, newest)} />
          </div>
        </section>
      )}
      <section className="mt-8">
        <h2 className="newsroom-heading">{t('compare.own')}</h2>
        <div lang={article.language} className="max-w-[41.25rem]">
          <Difference difference={diffTexts(article.text, newest)} />
        </div>
      </section>
      {readRights(actor, article).edit && origin.version > origin.seenVersion && (
        <DismissVersion of={{ article: article.id }} item={origin} action={dismissVersionAction} />
      )}
    </NewsroomPage>
  );
}
