import { useTranslations } from 'next-intl';
import { isPending, type State, type Workflow } from '#newsroom/editing/working-copy';

type Shown = { state: State; workflow: Workflow; version: number; publishedVersion: number };

/**
 * How an article stands, in words: what readers have, and how far the desk has come where that is something else. Where
 * there is little room, what the other words say too (`state-implied`) is only heard.
 */
export function StatusLabel({ article }: { article: Shown }) {
  const t = useTranslations('articleStatus');
  const pending = isPending(article);
  // Changes that are no draft any more are known by their step, and plain ones by not being published.
  const isUnderway = pending && article.workflow !== 'draft';
  const implied = (is: boolean) => (is ? 'state-implied' : '');
  return (
    <>
      {article.state !== 'draft' && (
        <span
          className={`state ${article.state === 'scheduled' ? 'state-now' : 'state-live'} ${implied(pending && !isUnderway)}`}
        >
          {t(article.state)}
        </span>
      )}{' '}
      {pending && <span className={`state state-now ${implied(isUnderway)}`}>{t('pending')}</span>}{' '}
      {(pending || article.state === 'draft') && (
        <span
          className={`state ${article.workflow === 'in_review' ? 'state-now' : ''} ${implied(pending && !isUnderway)}`}
        >
          {t(article.workflow)}
        </span>
      )}
    </>
  );
}
