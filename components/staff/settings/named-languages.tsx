import { useTranslations } from 'next-intl';
import { Field } from '#components/staff/field';
import { ALL_LANGUAGES, LANGUAGE_CODES, type Language } from '#i18n/languages';

/** Which languages a site begins with, and what it is called in each; the name of one that is not ticked is hidden. */
export function NamedLanguages({ nameIn }: { nameIn: (language: Language) => string | undefined }) {
  const t = useTranslations();
  return (
    <div className="grid gap-x-6 gap-y-4 desk:grid-cols-3">
      {ALL_LANGUAGES.map(({ code, name }) => (
        <div key={code} className="group grid min-w-0 content-start gap-1">
          <label className="flex min-h-11 items-center gap-2">
            <input type="checkbox" name="languages" value={code} defaultChecked={LANGUAGE_CODES.includes(code)} />
            <span lang={code}>{name}</span>
          </label>
          <div className="hidden group-has-checked:block">
            <Field
              label={t('setup.nameIn', { language: name })}
              name={`name.${code}`}
              lang={code}
              defaultValue={nameIn(code)}
              maxLength={200}
            />
          </div>
        </div>
      ))}
    </div>
  );
}
