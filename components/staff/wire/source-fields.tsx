import { useTranslations } from 'next-intl';
import { Field } from '#components/staff/field';
import { useTopicName } from '#components/staff/topics/topic-name';
import { SourceLiveBlog } from '#components/staff/wire/source-live-blog';
import { LANGUAGES } from '#i18n/languages';
import type { LiveBlogChoice } from '#newsroom/live/list-open-live-blogs';
import type { TopicName } from '#newsroom/topics/topic-name';
import type { ListedSource } from '#newsroom/wire/list-sources';

type Shown = Pick<ListedSource, 'name' | 'address' | 'language' | 'section' | 'credit' | 'liveStoryId'>;

/** What is said of a source, in the form for a new one and in that which changes it. */
export function SourceFields({
  source,
  sections,
  liveBlogs,
}: {
  source: Shown;
  sections: TopicName[];
  liveBlogs: LiveBlogChoice[];
}) {
  const t = useTranslations('sources');
  const nameOf = useTopicName();
  return (
    <>
      <Field label={t('name')} name="name" hint={t('nameHint')} defaultValue={source.name} maxLength={100} required />
      <Field
        label={t('address')}
        name="address"
        hint={t('addressHint')}
        defaultValue={source.address}
        maxLength={2_000}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        required
      />
      <Field
        label={t('token')}
        name="token"
        hint={t('tokenHint', { botFather: '@BotFather' })}
        type="password"
        maxLength={500}
        autoComplete="off"
      />
      <label className="field">
        <span>{t('language')}</span>
        <select name="language" defaultValue={source.language} className="input" aria-describedby="language-hint">
          {LANGUAGES.map(({ code, name }) => (
            <option key={code} value={code} lang={code}>
              {name}
            </option>
          ))}
        </select>
        <span id="language-hint" className="field-hint">
          {t('languageHint')}
        </span>
      </label>
      <label className="field">
        <span>{t('section')}</span>
        <select name="section" defaultValue={source.section} className="input">
          <option value="">{t('firstSection')}</option>
          {sections.map((section) => (
            <option key={section.key} value={section.key}>
              {nameOf(section)}
            </option>
          ))}
        </select>
      </label>
      <Field label={t('credit')} name="credit" hint={t('creditHint')} defaultValue={source.credit} maxLength={200} />
      <SourceLiveBlog chosen={source.liveStoryId} liveBlogs={liveBlogs} />
    </>
  );
}
