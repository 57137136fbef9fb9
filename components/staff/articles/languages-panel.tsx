import { useTranslations } from 'next-intl';
import { CatchUpForm } from '#components/staff/articles/catch-up-form';
import { Panel } from '#components/staff/articles/panel';
import type { ArticleAction } from '#components/staff/articles/publication-panel';
import { ArticleForm } from '#editor/article/article-form.island.tsx';
import { editAddress, sideBySideAddress } from '#i18n/admin-addresses';
import { LANGUAGES, languageOf } from '#i18n/languages';
import type { WorkingCopy } from '#newsroom/editing/working-copy';

/** The story's articles in the other languages: to go to, or to begin. */
export function LanguagesPanel({
  article,
  mayTranslate,
  actions,
}: {
  article: WorkingCopy;
  mayTranslate: boolean;
  actions: Record<'translateAction' | 'markCurrentAction', ArticleAction>;
}) {
  const t = useTranslations();
  const missing = LANGUAGES.filter(
    ({ code }) => code !== article.language && !article.siblings.some(({ language }) => language === code),
  );
  return (
    <Panel title={t('editArticle.translations.title')} open>
      <ul className="grid gap-2">
        {article.siblings.map(({ id, language, state, headline }) => (
          <li key={id}>
            <a href={editAddress(id)} className="flex min-h-11 items-center justify-between gap-3">
              <span lang={language} className="leading-snug underline">
                {headline || t('newsroom.untitled')}
              </span>
              <span className="state">
                {languageOf(language).label} · {t(`articleStatus.${state}`)}
              </span>
            </a>
          </li>
        ))}
      </ul>
      {article.source && (
        <>
          <a href={sideBySideAddress(article.id)} className="underline">
            {t('editArticle.translations.sideBySide')}
          </a>
          <CatchUpForm isAhead={article.source.isAhead} action={actions.markCurrentAction} />
        </>
      )}
      {mayTranslate && missing.length > 0 && (
        <ArticleForm action={actions.translateAction} label={t('editArticle.translations.translate')}>
          <div className="flex flex-wrap gap-2">
            {missing.map(({ code, name }) => (
              <button key={code} type="submit" name="language" value={code} className="button">
                {t('editArticle.translations.translateInto')} <span lang={code}>{name}</span>
              </button>
            ))}
          </div>
        </ArticleForm>
      )}
    </Panel>
  );
}
