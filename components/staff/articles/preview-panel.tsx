import { useTranslations } from 'next-intl';
import { Panel } from '#components/staff/articles/panel';
import type { ArticleAction } from '#components/staff/articles/publication-panel';
import { ArticleForm } from '#editor/article/article-form.island.tsx';
import { postAddress } from '#i18n/addresses';
import { previewAddress, revisionsAddress } from '#i18n/admin-addresses';
import type { WorkingCopy } from '#newsroom/editing/working-copy';

/** Ways to look at the article: as readers will, as they do, as it was; and out of sight. */
export function PreviewPanel({
  article,
  mayShare,
  mayRemove,
  actions,
}: {
  article: WorkingCopy;
  mayShare: boolean;
  mayRemove: boolean;
  actions: Record<'share' | 'remove', ArticleAction>;
}) {
  const t = useTranslations('acts');
  const link = 'inline-flex min-h-11 items-center underline';
  return (
    <Panel title={t('look')} open>
      <p className="flex flex-wrap gap-x-4">
        <a href={previewAddress(article.id)} target="_blank" rel="noreferrer" className={link}>
          {t('preview')}
        </a>
        {article.state === 'published' && (
          <a href={postAddress(article.language, article.slug)} target="_blank" rel="noreferrer" className={link}>
            {t('live')}
          </a>
        )}
        <a href={revisionsAddress(article.id)} className={link}>
          {t('revisions')}
        </a>
      </p>
      {mayShare && (
        <ArticleForm action={actions.share} label={t('share')}>
          <button type="submit" className="button">
            {t('share')}
          </button>
          <p className="field-hint">{t('shareNote', { count: 7 })}</p>
        </ArticleForm>
      )}
      {mayRemove && (article.state === 'draft' || article.state === 'withdrawn') && (
        <ArticleForm action={actions.remove} label={t('remove')} confirm={t('removeSure')}>
          <button type="submit" className="button button-danger">
            {t('remove')}
          </button>
        </ArticleForm>
      )}
    </Panel>
  );
}
