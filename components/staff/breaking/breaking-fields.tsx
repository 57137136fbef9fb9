import { useLocale, useTranslations } from 'next-intl';
import { AlertFields } from '#components/staff/breaking/alert-fields';
import { Field } from '#components/staff/field';
import { type Answer, StaffForm } from '#components/staff/staff-form.island';
import { languageName } from '#i18n/language-names';
import { LANGUAGES } from '#i18n/languages';
import type { StoryAlerts } from '#newsroom/alerts/list-alerts';
import type { BreakingLanguage, PresentBreakingNews } from '#newsroom/breaking/find-breaking-desk';
import { BREAKING_HOURS, BREAKING_TEXT_LENGTH } from '#newsroom/breaking/limits';

/** What the bar says in each language, where else it stands, and for how long from now on. */
export function BreakingFields({
  languages,
  story,
  alerts = [],
  present,
  label,
  action,
}: {
  languages: BreakingLanguage[];
  /** Which story is meant, where it is not on yet. */
  story?: number;
  /** How readers can be told of it besides. */
  alerts?: StoryAlerts[];
  present?: PresentBreakingNews;
  label: string;
  action: (previous: Answer | null, form: FormData) => Promise<Answer>;
}) {
  const t = useTranslations('breakingNews');
  const own = useLocale();
  const without = LANGUAGES.filter(({ code }) => !languages.some(({ language }) => language === code));
  const hint = t('textHint', { max: BREAKING_TEXT_LENGTH });
  return (
    <StaffForm action={action} label={label} className="grid max-w-2xl gap-4">
      {story !== undefined && <input type="hidden" name="story" value={story} />}
      {present && <input type="hidden" name="id" value={present.id} />}
      {present && <input type="hidden" name="seen" value={present.version} />}
      {languages.map(({ language, headline }) => (
        <label key={language} className="field">
          <span>{t('text', { language: languageName(language, own) })}</span>
          <textarea
            name={`text.${language}`}
            lang={language}
            className="input"
            rows={2}
            maxLength={BREAKING_TEXT_LENGTH}
            defaultValue={present?.texts[language] ?? ''}
            placeholder={headline}
            aria-describedby={`text-${language}-hint`}
          />
          <span id={`text-${language}-hint`} className="field-hint">
            {hint}
          </span>
        </label>
      ))}
      {without.length > 0 && (
        <p className="text-soft">
          {t('without', { languages: without.map(({ code }) => languageName(code, own)).join(', ') })}
        </p>
      )}
      <div>
        <label className="flex min-h-11 items-center gap-2">
          <input
            type="checkbox"
            name="leadsFront"
            defaultChecked={present?.leadsFront ?? true}
            aria-describedby="leads-front-hint"
          />{' '}
          {t('leadsFront')}
        </label>
        <span id="leads-front-hint" className="field-hint">
          {t('leadsFrontHint')}
        </span>
      </div>
      <AlertFields alerts={alerts} />
      <Field
        label={t('hours')}
        name="hours"
        type="number"
        min={BREAKING_HOURS.least}
        max={BREAKING_HOURS.most}
        defaultValue={present?.hoursLeft ?? BREAKING_HOURS.usual}
        required
      />
      <button type="submit" className="button button-main justify-self-start">
        {label}
      </button>
    </StaffForm>
  );
}
