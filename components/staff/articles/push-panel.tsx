import { useTranslations } from 'next-intl';
import { Panel } from '#components/staff/articles/panel';
import type { ArticleAction } from '#components/staff/articles/publication-panel';
import { Field } from '#components/staff/field';
import { LongField } from '#components/staff/long-field';
import { ArticleForm } from '#editor/article/article-form.island.tsx';
import { dateAndTime } from '#i18n/dates';
import { type Language, languageOf } from '#i18n/languages';
import type { ListedPush, PushableArticle } from '#newsroom/push/list-pushes';
import { COUNTED, LONGEST } from '#newsroom/push/push-message';

type Place = { language: Language; timeZone: string };
type Actions = Record<'pushAction' | 'takeBackPushAction', ArticleAction>;

/** What was pushed of a story in each of its languages, how many devices have it, and pushing it. */
export function PushPanel({
  articles,
  shown,
  actions,
}: {
  articles: PushableArticle[];
  shown: Place;
  actions: Actions;
}) {
  const t = useTranslations('editArticle.push');
  return (
    // What somebody has pushed is seen; without a script the answer stands here too.
    <Panel id="push" title={t('title')} open={articles.some(({ latest }) => latest !== null)}>
      <ul className="grid gap-6">
        {articles.map((article) => (
          <li key={article.articleId} className="grid gap-2 [overflow-wrap:anywhere]">
            <p className="font-semibold">{languageOf(article.language).name}</p>
            {article.latest ? <Pushed push={article.latest} shown={shown} /> : <p>{t('none')}</p>}
            {article.isPublished ? (
              <PushForm article={article} action={actions.pushAction} />
            ) : (
              <p>{t('notPublished')}</p>
            )}
            {article.latest && article.latest.kind !== 'withdrawal' && (
              <ArticleForm
                action={actions.takeBackPushAction}
                label={t('takeBackForm', { language: languageOf(article.language).name })}
              >
                <input type="hidden" name="of" value={article.articleId} />
                <button type="submit" className="button">
                  {t('takeBack')}
                </button>
              </ArticleForm>
            )}
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function Pushed({ push, shown }: { push: ListedPush; shown: Place }) {
  const t = useTranslations('editArticle.push');
  const { kind, state, createdAt, title, text, addressed, taken, gone, skipped, failed, refused, answer } = push;
  const time = dateAndTime(createdAt, shown.language, shown.timeZone);
  const others = gone + skipped + failed + refused;
  return (
    <>
      <p>{t(`is.${state}.${kind}`, { time })}</p>
      <p className="border-rule border-l-2 pl-3">
        <span className="block font-semibold">{title}</span>
        {text}
      </p>
      <p>{t('counts', { taken, addressed })}</p>
      {others > 0 && <p className="text-small">{t('others', { gone, skipped, failed, refused })}</p>}
      {answer && <p className={refused > 0 ? 'text-accent text-small' : 'text-small'}>{t('answer', { answer })}</p>}
    </>
  );
}

function PushForm({ article, action }: { article: PushableArticle; action: ArticleAction }) {
  const t = useTranslations('editArticle.push');
  const { articleId, language, title, text, devices, latest } = article;
  const { name } = languageOf(language);
  const isAgain = latest !== null && latest.kind !== 'withdrawal';
  const idOf = (field: string) => `push-${articleId}-${field}`;
  return (
    <ArticleForm action={action} label={t('form', { language: name })} confirm={t('confirm')}>
      <input type="hidden" name="of" value={articleId} />
      <input type="hidden" name="seen" value={latest?.revision ?? 0} />
      <Field
        label={t('headline')}
        id={idOf('title')}
        name="title"
        defaultValue={title}
        maxLength={LONGEST.title}
        lang={language}
        autoComplete="off"
        required
      />
      <LongField
        label={t('text')}
        id={idOf('text')}
        name="text"
        hint={t('textHint')}
        defaultValue={text}
        maxLength={LONGEST.text}
        rows={3}
        lang={language}
      />
      {isAgain ? (
        <p className="field-hint">{t('again')}</p>
      ) : (
        <label className="flex min-h-11 items-center gap-2">
          <input type="checkbox" name="isUrgent" /> {t('isUrgent')}
        </label>
      )}
      <p>{devices >= COUNTED ? t('devicesAtLeast', { count: COUNTED }) : t('devices', { count: devices })}</p>
      <button type="submit" className="button">
        {isAgain ? t('pushAgain') : t('push')}
      </button>
    </ArticleForm>
  );
}
