import { useTranslations } from 'next-intl';
import { Panel } from '#components/staff/articles/panel';
import { PaperTime } from '#components/staff/articles/paper-time.island';
import type { Answer } from '#components/staff/staff-form.island';
import { ArticleForm } from '#editor/article/article-form.island.tsx';
import { PublishButton } from '#editor/article/publish-button.island.tsx';
import { breakingAddress } from '#i18n/admin-addresses';
import { fieldTime } from '#i18n/dates';
import type { WorkingCopy } from '#newsroom/editing/working-copy';

export type ArticleAction = (previous: Answer | null, form: FormData) => Promise<Answer>;

/** Out now, out later, not before, not any more. Each touches this language alone. */
export function PublicationPanel({
  article,
  timeZone,
  mayDeclareBreaking,
  actions,
}: {
  article: WorkingCopy;
  timeZone: string;
  mayDeclareBreaking: boolean;
  actions: Record<
    'publishAction' | 'scheduleAction' | 'unscheduleAction' | 'setEmbargoAction' | 'withdrawAction',
    ArticleAction
  >;
}) {
  const t = useTranslations('editArticle.publication');
  const breaking = useTranslations('breakingNews');
  const isOut = article.state === 'published';
  // Fields follow what a colleague has set.
  const due = article.publishedAt?.toISOString() ?? '';
  const embargo = article.embargoUntil?.toISOString() ?? '';
  return (
    <Panel id="publication" title={t('title')} open>
      <ArticleForm action={actions.publishAction} label={t('publish')}>
        <PublishButton
          isOut={isOut}
          publishedVersion={article.publishedVersion}
          label={isOut ? t('publishChanges') : t('publish')}
        >
          {isOut && (
            <label className="flex min-h-11 items-center gap-2">
              <input type="checkbox" name="showRevisedDate" defaultChecked /> {t('showRevisedDate')}
            </label>
          )}
          <Allowed isTranslation={article.source !== null} />
        </PublishButton>
      </ArticleForm>
      {(article.state === 'draft' || article.state === 'scheduled') && (
        <ArticleForm action={actions.scheduleAction} label={t('schedule')}>
          <input type="hidden" name="seen" value={due} />
          <PaperTime
            key={due}
            name="at"
            label={t('publishAt', { zone: timeZone })}
            value={article.publishedAt ? fieldTime(article.publishedAt, timeZone) : ''}
            timeZone={timeZone}
            own={t('localTime')}
            required
          />
          <Allowed isTranslation={article.source !== null} />
          <button type="submit" className="button">
            {article.state === 'scheduled' ? t('reschedule') : t('schedule')}
          </button>
        </ArticleForm>
      )}
      {article.state === 'scheduled' && (
        <ArticleForm action={actions.unscheduleAction} label={t('unschedule')}>
          <button type="submit" className="button">
            {t('unschedule')}
          </button>
        </ArticleForm>
      )}
      {(article.state === 'draft' || article.state === 'scheduled') && (
        <ArticleForm action={actions.setEmbargoAction} label={t('setEmbargo')} savedAs={embargo}>
          <input type="hidden" name="seen" value={embargo} />
          <PaperTime
            key={embargo}
            name="until"
            label={t('embargoUntil', { zone: timeZone })}
            value={article.embargoUntil ? fieldTime(article.embargoUntil, timeZone) : ''}
            timeZone={timeZone}
            own={t('localTime')}
          />
          <button type="submit" className="button">
            {t('setEmbargo')}
          </button>
        </ArticleForm>
      )}
      {isOut && mayDeclareBreaking && (
        <a href={breakingAddress(article.id)} className="inline-flex min-h-11 items-center underline">
          {breaking('link')}
        </a>
      )}
      {isOut && <Withdrawal action={actions.withdrawAction} />}
    </Panel>
  );
}

function Withdrawal({ action }: { action: ArticleAction }) {
  const t = useTranslations('editArticle.publication');
  return (
    <details>
      <summary className="quiet -ml-2">{t('withdraw')}</summary>
      <ArticleForm action={action} label={t('withdraw')} confirm={t('confirmWithdrawal')}>
        <label className="field">
          <span>{t('withdrawalNotice')}</span>
          <textarea name="notice" rows={2} className="input" maxLength={2_000} />
        </label>
        <label className="field">
          <span>{t('withdrawalReason')}</span>
          <input name="reason" className="input" maxLength={500} required />
        </label>
        <button type="submit" className="button button-danger">
          {t('withdraw')}
        </button>
      </ArticleForm>
    </details>
  );
}

/** What is published all the same. */
function Allowed({ isTranslation }: { isTranslation: boolean }) {
  const t = useTranslations('editArticle.publication');
  return (['allowPlaceholders', 'allowUntranslated'] as const)
    .filter((name) => name === 'allowPlaceholders' || isTranslation)
    .map((name) => (
      <label key={name} className="flex min-h-11 items-center gap-2">
        <input type="checkbox" name={name} /> {t(name)}
      </label>
    ));
}
