import { useTranslations } from 'next-intl';
import { Panel } from '#components/staff/articles/panel';
import type { ArticleAction } from '#components/staff/articles/publication-panel';
import { Field } from '#components/staff/field';
import { ArticleForm } from '#editor/article/article-form.island.tsx';
import { postAddress } from '#i18n/addresses';
import type { WorkingCopy } from '#newsroom/editing/working-copy';

/** The article's address; one that readers have seen leads on for ever. */
export function AddressPanel({ article, action }: { article: WorkingCopy; action: ArticleAction }) {
  const t = useTranslations('editArticle.address');
  return (
    <Panel title={t('title')}>
      <ArticleForm action={action} label={t('title')} savedAs={article.slug}>
        <input type="hidden" name="seen" value={article.slug} />
        <Field
          key={article.slug}
          label={t('slug')}
          name="slug"
          defaultValue={article.slug}
          maxLength={120}
          pattern="[a-z0-9]+(-[a-z0-9]+)*"
          hint={
            <>
              {postAddress(article.language, article.slug)}
              <br />
              {t('hint')}
            </>
          }
          required
        />
        <button type="submit" className="button">
          {t('change')}
        </button>
      </ArticleForm>
    </Panel>
  );
}
