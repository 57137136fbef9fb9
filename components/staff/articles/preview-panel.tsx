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
  links,
  mayShare,
  mayRemove,
  actions,
}: {
  article: WorkingCopy;
  /** How many links to a preview are valid. */
  links: number;
  mayShare: boolean;
  mayRemove: boolean;
  actions: Record<'sharePreviewAction' | 'revokePreviewsAction' | 'moveToTrashAction', ArticleAction>;
}) {
  const t = useTranslations('editArticle.preview');
  const link = 'inline-flex min-h-11 items-center underline';
  return (
    <Panel title={t('title')} open>
      <p className="flex flex-wrap gap-x-4">
        <a href={previewAddress(article.id)} target="_blank" rel="noreferrer" className={link}>
          {t('open')}
        </a>
        {article.state === 'published' && (
          <a href={postAddress(article.language, article.slug)} target="_blank" rel="noreferrer" className={link}>
            {t('viewOnSite')}
          </a>
        )}
        <a href={revisionsAddress(article.id)} className={link}>
          {t('revisions')}
        </a>
      </p>
      {mayShare && (
        <ArticleForm action={actions.sharePreviewAction} label={t('createLink')}>
          <button type="submit" className="button">
            {t('createLink')}
          </button>
          <p className="field-hint">{t('linkNote', { count: 7 })}</p>
        </ArticleForm>
      )}
      {mayShare && links > 0 && (
        <ArticleForm action={actions.revokePreviewsAction} label={t('revokeLinks')}>
          <p className="field-hint">{t('links', { count: links })}</p>
          <button type="submit" className="button">
            {t('revokeLinks')}
          </button>
        </ArticleForm>
      )}
      {mayRemove && (article.state === 'draft' || article.state === 'withdrawn') && (
        <ArticleForm action={actions.moveToTrashAction} label={t('moveToTrash')} confirm={t('confirmTrash')}>
          <button type="submit" className="button button-danger">
            {t('moveToTrash')}
          </button>
        </ArticleForm>
      )}
    </Panel>
  );
}
