import { getTranslations } from 'next-intl/server';
import { requireActor } from '#app/admin/gate';
import { BreakingCandidates } from '#components/staff/breaking/breaking-candidates';
import { BreakingFields } from '#components/staff/breaking/breaking-fields';
import { PresentBreaking } from '#components/staff/breaking/present-breaking';
import { NewsroomPage } from '#components/staff/newsroom-page';
import { changeBreakingAction, declareBreakingAction, takeBackBreakingAction, tellReadersAction } from './actions.ts';
import { readBreaking } from './reads.ts';

export async function generateMetadata() {
  await requireActor('breaking.declare');
  return { title: (await getTranslations('newsroom.navigation'))('breaking') };
}

export default async function Breaking({ searchParams }: PageProps<'/admin/breaking'>) {
  const actor = await requireActor('breaking.declare');
  const { article } = await searchParams;
  const articleId = typeof article === 'string' && /^[1-9]\d{0,8}$/.test(article) ? Number(article) : undefined;
  const [t, { present, alerts, meant, meantAlerts, isAbsent, candidates, timeZone }] = await Promise.all([
    getTranslations('breakingNews'),
    readBreaking(actor, articleId),
  ]);
  return (
    <NewsroomPage actor={actor} room="breaking" title={(await getTranslations('newsroom.navigation'))('breaking')}>
      <p className="mb-4 max-w-2xl">{t('intro')}</p>
      {present && (
        <PresentBreaking
          present={present}
          shown={{ language: actor.language, timeZone }}
          changeAction={changeBreakingAction}
          takeBackAction={takeBackBreakingAction}
          alerts={alerts}
          tellAction={tellReadersAction}
        />
      )}
      {!present && !meant && <p className="mb-4">{t('none')}</p>}
      {isAbsent && <p role="alert">{t('notPublished')}</p>}
      {meant && (
        <section>
          <h2 className="newsroom-heading">{t('declareTitle')}</h2>
          {present && <p className="mb-4">{t('replaces', { headline: present.languages[0]?.headline ?? '' })}</p>}
          <BreakingFields
            languages={meant.languages}
            story={meant.storyId}
            alerts={meantAlerts}
            label={t('declare')}
            action={declareBreakingAction}
          />
        </section>
      )}
      {!meant && <BreakingCandidates candidates={candidates} shown={{ language: actor.language, timeZone }} />}
    </NewsroomPage>
  );
}
