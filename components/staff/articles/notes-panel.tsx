import { useTranslations } from 'next-intl';
import { Panel } from '#components/staff/articles/panel';
import type { ArticleAction } from '#components/staff/articles/publication-panel';
import { ArticleForm } from '#editor/article/article-form.island.tsx';

/** What readers are told that the paper has put right or added. */
export function NotesPanel({ action }: { action: ArticleAction }) {
  const t = useTranslations('editArticle.notes');
  return (
    <Panel title={t('title')}>
      <ArticleForm action={action} label={t('title')}>
        <fieldset className="flex gap-4">
          <legend className="unseen">{t('title')}</legend>
          {(['correction', 'update'] as const).map((kind) => (
            <label key={kind} className="flex min-h-11 items-center gap-2">
              <input type="radio" name="kind" value={kind} defaultChecked={kind === 'correction'} /> {t(`kind.${kind}`)}
            </label>
          ))}
        </fieldset>
        <label className="field">
          <span>{t('text')}</span>
          <textarea name="text" rows={3} maxLength={2_000} className="input" required />
        </label>
        <button type="submit" className="button">
          {t('add')}
        </button>
      </ArticleForm>
    </Panel>
  );
}
