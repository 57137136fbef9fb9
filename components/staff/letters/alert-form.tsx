import { useTranslations } from 'next-intl';
import type { ComponentProps } from 'react';
import { Field } from '#components/staff/field';
import { FoldedForm } from '#components/staff/folded-form';
import { type Language, languageOf } from '#i18n/languages';

type Action = ComponentProps<typeof FoldedForm>['action'];

/** Sends one story to all who want alerts. */
export function AlertForm({ languages, action }: { languages: readonly Language[]; action: Action }) {
  const t = useTranslations('newsletters.alert');
  return (
    <FoldedForm summary={t('title')} action={action} label={t('title')} look="button">
      <Field label={t('story')} hint={t('storyHint')} name="story" required maxLength={500} />
      <label className="field">
        <span>{t('language')}</span>
        <select name="language" className="input">
          {languages.map((code) => (
            <option key={code} value={code}>
              {languageOf(code).name}
            </option>
          ))}
        </select>
      </label>
      <label className="flex min-h-11 items-center gap-2">
        <input type="checkbox" name="sure" value="yes" required /> {t('confirm')}
      </label>
      <button type="submit" className="button button-main justify-self-start">
        {t('send')}
      </button>
    </FoldedForm>
  );
}
