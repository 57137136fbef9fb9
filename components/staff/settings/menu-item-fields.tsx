import { useTranslations } from 'next-intl';
import { Field } from '#components/staff/field';
import { LanguageColumns } from '#components/staff/language-columns';
import type { Language } from '#i18n/languages';

/** Where a place in a menu leads, with addresses of sections and pages to choose from, and what it is called. */
export function MenuItemFields({
  list,
  choices,
  address,
  labels = {},
}: {
  /** Id of the list of choices, one of its own on the page. */
  list: string;
  choices: { address: string; name: string }[];
  address?: string;
  labels?: Partial<Record<Language, string>>;
}) {
  const t = useTranslations('settings.menus');
  return (
    <>
      <div className="max-w-md">
        <label className="field">
          <span>{t('address')}</span>
          <input
            className="input"
            name="address"
            list={list}
            defaultValue={address}
            aria-describedby={`${list}-hint`}
            required
          />
          <span id={`${list}-hint`} className="field-hint">
            {t('addressHint')}
          </span>
        </label>
        <datalist id={list}>
          {choices.map(({ address: value, name }) => (
            <option key={value} value={value} label={name} />
          ))}
        </datalist>
      </div>
      <p className="text-soft">{t('labelHint')}</p>
      <LanguageColumns>
        {(language) => (
          <Field
            label={t('label')}
            name={`label.${language}`}
            defaultValue={labels[language]}
            maxLength={200}
            lang={language}
          />
        )}
      </LanguageColumns>
    </>
  );
}
