import { useTranslations } from 'next-intl';
import { Panel } from '#components/staff/articles/panel';
import type { ArticleAction } from '#components/staff/articles/publication-panel';
import { ArticleForm } from '#editor/article/article-form.island.tsx';
import { dateAndTime } from '#i18n/dates';
import type { Language } from '#i18n/languages';
import type { Workflow, WorkingCopy } from '#newsroom/editing/working-copy';

/** The next steps that a text can take on the desk, for whoever may take them. */
export function WorkflowPanel({
  article,
  language,
  timeZone,
  mayApprove,
  action,
}: {
  article: WorkingCopy;
  /** Of whoever reads this. */
  language: Language;
  timeZone: string;
  mayApprove: boolean;
  action: ArticleAction;
}) {
  const t = useTranslations('editArticle.status');
  const a = useTranslations('audit');
  const steps: { to: Workflow; word: 'submitForReview' | 'requestChanges' | 'withdrawFromReview' | 'approve' }[] = [
    ...(article.workflow === 'in_review' ? [] : [{ to: 'in_review', word: 'submitForReview' } as const]),
    ...(article.workflow === 'draft'
      ? []
      : [{ to: 'draft', word: mayApprove ? 'requestChanges' : 'withdrawFromReview' } as const]),
    ...(mayApprove && article.workflow !== 'ready' ? [{ to: 'ready', word: 'approve' } as const] : []),
  ];
  return (
    <Panel title={t('title')} open>
      {article.note && (
        <p className="message">
          <strong>
            {article.noteAt
              ? t('noteBy', {
                  name: article.noteByName || a('formerMember'),
                  time: dateAndTime(article.noteAt, language, timeZone),
                })
              : t('latestNote')}
          </strong>{' '}
          {article.note}
        </p>
      )}
      <ArticleForm action={action} label={t('title')}>
        <input type="hidden" name="seen" value={article.noteAt?.toISOString() ?? ''} />
        <label className="field">
          <span>{t('note')}</span>
          <textarea name="note" rows={2} maxLength={2_000} className="input" />
        </label>
        <div className="flex flex-wrap gap-2">
          {steps.map(({ to, word }) => (
            <button key={to} type="submit" name="to" value={to} className="button">
              {t(word)}
            </button>
          ))}
        </div>
      </ArticleForm>
    </Panel>
  );
}
