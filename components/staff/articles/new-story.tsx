import { useTranslations } from 'next-intl';
import { FoldedForm } from '#components/staff/folded-form';
import type { Answer } from '#components/staff/staff-form.island';
import { useTopicName } from '#components/staff/topics/topic-name';
import { LANGUAGES, type Language } from '#i18n/languages';
import { STORY_KINDS } from '#newsroom/articles/kinds';
import type { TopicName } from '#newsroom/topics/topic-name';

/** Begins a story: its language, section and kind are all that is asked before one may write. */
export function NewStory({
  sections,
  language,
  action,
}: {
  sections: TopicName[];
  /** The one that is likely meant. */
  language: Language;
  action: (previous: Answer | null, form: FormData) => Promise<Answer>;
}) {
  const t = useTranslations('articles.create');
  const k = useTranslations('kinds');
  const nameOf = useTopicName();
  return (
    <FoldedForm action={action} label={t('open')} summary={t('open')} fields="mt-3 flex flex-wrap items-end gap-3">
      <label className="field">
        <span>{t('language')}</span>
        <select name="language" defaultValue={language} className="input">
          {LANGUAGES.map(({ code, name }) => (
            <option key={code} value={code} lang={code}>
              {name}
            </option>
          ))}
        </select>
      </label>
      <label className="field">
        <span>{t('section')}</span>
        <select name="section" className="input">
          {sections.map((section) => (
            <option key={section.key} value={section.key}>
              {nameOf(section)}
            </option>
          ))}
        </select>
      </label>
      <label className="field">
        <span>{useTranslations('fields')('kind')}</span>
        <select name="kind" className="input">
          {STORY_KINDS.map((kind) => (
            <option key={kind} value={kind}>
              {k(kind)}
            </option>
          ))}
        </select>
      </label>
      <button type="submit" className="button button-main">
        {t('submit')}
      </button>
    </FoldedForm>
  );
}
