import { useLocale, useTranslations } from 'next-intl';
import { Fragment } from 'react';
import { Panel } from '#components/staff/articles/panel';
import type { ArticleAction } from '#components/staff/articles/publication-panel';
import { TagField } from '#components/staff/articles/tag-field.island';
import { useChooserTexts } from '#components/staff/pictures/chooser-texts';
import { PictureField } from '#components/staff/pictures/picture-field.island';
import { TopicName, useMissingName, useTopicName } from '#components/staff/topics/topic-name';
import { ArticleForm } from '#editor/article/article-form.island.tsx';
import { isStoryKind, STORY_KINDS } from '#newsroom/articles/kinds';
import type { WorkingCopy } from '#newsroom/editing/working-copy';
import type { TopicName as Named } from '#newsroom/topics/topic-name';
import type { ChosenPicture } from '../pictures/chosen-pictures.ts';

export type Topics = { sections: Named[]; authors: Named[] };

/** What the story is filed under, in all its languages. */
export function OrganizePanel({
  article,
  lead,
  topics,
  action,
}: {
  article: WorkingCopy;
  lead: ChosenPicture | null;
  topics: Topics;
  action: ArticleAction;
}) {
  const t = useTranslations('editArticle.organize');
  const whole = useTranslations();
  const chooserWords = useChooserTexts();
  const language = useLocale();
  const nameOf = useTopicName();
  const missing = useMissingName();
  return (
    <Panel title={t('title')}>
      <ArticleForm action={action} label={t('title')} savedAs={article.storyVersion}>
        {/* Begins anew with what the server has, when that has become another. */}
        <Fragment key={article.storyVersion}>
          <input type="hidden" name="seen" value={article.storyVersion} />
          <PictureField
            name="lead"
            language={article.language}
            pictureId={article.leadId}
            picture={lead}
            words={{ label: t('lead'), choose: t('chooseLead'), remove: t('removeLead') }}
            chooserWords={chooserWords}
          />
          <label className="field">
            <span>{whole('fields.kind')}</span>
            <select name="kind" className="input" defaultValue={article.kind}>
              {STORY_KINDS.map((kind) => (
                <option key={kind} value={kind}>
                  {whole(`kinds.${kind}`)}
                </option>
              ))}
              {/* One of a newer version stays as it is. */}
              {!isStoryKind(article.kind) && <option value={article.kind}>{article.kind}</option>}
            </select>
          </label>
          <label className="field">
            <span>{t('section')}</span>
            <select name="section" className="input" defaultValue={article.section.key}>
              {topics.sections.map(({ key, name, nameIn }) => (
                <option key={key} value={key}>
                  {nameOf({ name, nameIn })}
                </option>
              ))}
            </select>
          </label>
          <TagField
            chosen={article.tags}
            language={language}
            words={{ label: t('tags'), find: t('addTag'), hint: t('addTagHint'), none: t('noTag'), missing }}
          />
          <Choices name="authors" label={t('authors')} all={topics.authors} chosen={article.authors} />
        </Fragment>
        <button type="submit" className="button">
          {t('save')}
        </button>
      </ArticleForm>
    </Panel>
  );
}

function Choices({ name, label, all, chosen }: { name: string; label: string; all: Named[]; chosen: Named[] }) {
  const keys = new Set(chosen.map(({ key }) => key));
  const ordered = [...chosen, ...all.filter(({ key }) => !keys.has(key))];
  return (
    <fieldset>
      <legend className="field-name">{label}</legend>
      <div className="max-h-48 overflow-y-auto border border-rule px-2">
        {ordered.map(({ key, name: word, nameIn }) => (
          <label key={key} className="flex min-h-9 items-center gap-2">
            <input type="checkbox" name={name} value={key} defaultChecked={keys.has(key)} />{' '}
            <span>
              <TopicName name={word} nameIn={nameIn} />
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
