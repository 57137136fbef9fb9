import { useTranslations } from 'next-intl';
import { Field } from '#components/staff/field';
import { LanguageColumns } from '#components/staff/language-columns';
import { LongField } from '#components/staff/long-field';
import { NamedLanguages } from '#components/staff/settings/named-languages';
import { areLanguagesFixed, LANGUAGES, type Language } from '#i18n/languages';
import { DEFAULT_ACCENT } from '#newsroom/settings/accent';
import type { EditableSettings } from '#newsroom/settings/editable-settings';
import { TEMPLATE_NAMES } from '#newsroom/setup/section-templates';

/** What a site begins with, field by field. Names and links of the demo are nobody's and not proposed. */
export function SetUpFields({
  settings,
  isDemoThere,
  zones,
}: {
  settings: EditableSettings | undefined;
  isDemoThere: boolean;
  zones: string[];
}) {
  const t = useTranslations();
  const nameIn = (language: Language) => (isDemoThere ? undefined : settings?.texts[language].name);
  return (
    <>
      <h2 className="newsroom-heading">{t('setup.name')}</h2>
      {areLanguagesFixed ? (
        <>
          <LanguageColumns>
            {(language) => (
              <Field
                label={t('fields.name')}
                name={`name.${language}`}
                lang={language}
                defaultValue={nameIn(language)}
                maxLength={200}
                required
              />
            )}
          </LanguageColumns>
          <p className="field-hint">
            {t('settings.languages.fixed', {
              languages: LANGUAGES.map(({ name }) => name).join(', '),
              variable: 'LANGUAGES',
            })}
          </p>
        </>
      ) : (
        <>
          <p className="max-w-2xl">{t('setup.languages')}</p>
          <NamedLanguages nameIn={nameIn} />
        </>
      )}
      {isDemoThere && <ContentChoice />}
      <label className="field max-w-md">
        <span>{t('setup.sections')}</span>
        <select name="template" className="input" defaultValue="">
          <option value="">{t('setup.templates.none')}</option>
          {TEMPLATE_NAMES.map((name) => (
            <option key={name} value={name}>
              {t(`setup.templates.${name}`)}
            </option>
          ))}
        </select>
      </label>
      <div className="grid max-w-md gap-4">
        <Field label={t('fields.timeZone')} name="timeZone" list="zones" defaultValue={settings?.timeZone} required />
        <datalist id="zones">
          {zones.map((zone) => (
            <option key={zone} value={zone} />
          ))}
        </datalist>
        <Field
          label={t('settings.appearance.logoLight')}
          name="logo"
          type="file"
          accept=".svg,.png,image/svg+xml,image/png"
        />
        <Field
          label={t('settings.appearance.icon')}
          name="icon"
          type="file"
          accept=".svg,.png,image/svg+xml,image/png"
        />
        <Field
          label={t('settings.appearance.accent')}
          hint={t('settings.appearance.lightHint', { example: DEFAULT_ACCENT.light })}
          name="accent"
          autoComplete="off"
        />
      </div>
      <LongField
        label={t('settings.social')}
        hint={t('setup.socialHint')}
        name="socialLinks"
        defaultValue={isDemoThere ? undefined : settings?.socialLinks.join('\n')}
      />
    </>
  );
}

function ContentChoice() {
  const t = useTranslations('setup');
  return (
    <fieldset className="grid gap-1">
      <legend className="newsroom-heading">{t('content')}</legend>
      {(['demo', 'empty'] as const).map((content) => (
        <label key={content} className="flex min-h-11 items-center gap-2">
          <input type="radio" name="content" value={content} defaultChecked={content === 'demo'} /> {t(content)}
        </label>
      ))}
    </fieldset>
  );
}
