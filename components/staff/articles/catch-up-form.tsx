import { useTranslations } from 'next-intl';
import type { ArticleAction } from '#components/staff/articles/publication-panel';
import { ArticleForm } from '#editor/article/article-form.island.tsx';

/**
 * Says that the source has changed, and lets the translator say that the translation follows it again; then what is
 * left is the answer.
 */
export function CatchUpForm({ isAhead, action }: { isAhead: boolean; action: ArticleAction }) {
  const t = useTranslations('editArticle.translations');
  return (
    <ArticleForm action={action} {...(isAhead && { label: t('markUpToDate') })}>
      {isAhead && (
        <>
          <p className="message message-trouble">{t('sourceChanged')}</p>
          <button type="submit" className="button">
            {t('markUpToDate')}
          </button>
        </>
      )}
    </ArticleForm>
  );
}
