import { useTranslations } from 'next-intl';
import { isPending, type State, type Workflow } from '#newsroom/editing/working-copy';

type Shown = { state: State; workflow: Workflow; version: number; publishedVersion: number };

/** How an article stands, in words: what readers have, and how far the desk has come where that is something else. */
export function StatusLabel({ article }: { article: Shown }) {
  const t = useTranslations('articleStatus');
  const pending = isPending(article);
  return (
    <>
      {article.state !== 'draft' && (
        <span className={`state ${article.state === 'scheduled' ? 'state-now' : 'state-live'}`}>
          {t(article.state)}
        </span>
      )}{' '}
      {pending && <span className="state state-now">{t('pending')}</span>}{' '}
      {(pending || article.state === 'draft') && (
        <span className={`state ${article.workflow === 'in_review' ? 'state-now' : ''}`}>{t(article.workflow)}</span>
      )}
    </>
  );
}
