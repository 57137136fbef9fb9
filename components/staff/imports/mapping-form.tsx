import { useTranslations } from 'next-intl';
import type { FormAction } from '#components/staff/form-answer.ts';
import { OptionFields } from '#components/staff/imports/option-fields';
import { StaffForm } from '#components/staff/staff-form.island';
import { LANGUAGES } from '#i18n/languages';
import { SECTION } from '#newsroom/transfer/manage/mapped-options';
import type { ImportChoices } from '#newsroom/transfer/run/import-choices';
import type { ImportOptions } from '#newsroom/transfer/run/import-options';

type Topic = { key: string; name: string };

type Mapped = {
  id: number;
  choices: ImportChoices;
  options: ImportOptions;
  sections: Topic[];
  authors: Topic[];
  /** Keys of sections and authors by their addresses. */
  keys: ReadonlyMap<string, string>;
};

/** What categories, authors and languages of the source become. Saving it plans the import again. */
export function MappingForm({ action, ...mapped }: Mapped & { action: FormAction }) {
  const t = useTranslations('import.mapping');
  return (
    <section className="mt-8 grid gap-2">
      <h2 className="newsroom-heading">{t('title')}</h2>
      <p>{t('intro')}</p>
      <StaffForm action={action} label={t('title')} className="grid max-w-2xl justify-items-start gap-4 *:w-full">
        <input type="hidden" name="id" value={mapped.id} />
        <OptionFields sections={mapped.sections} chosen={mapped.options} />
        <Categories {...mapped} />
        <Authors {...mapped} />
        <Languages {...mapped} />
        <button type="submit" className="button w-auto!">
          {t('submit')}
        </button>
      </StaffForm>
    </section>
  );
}

function Categories({ choices: { categories }, sections, keys }: Mapped) {
  const t = useTranslations('import.mapping');
  if (categories.length === 0) return null;
  return (
    <fieldset className="grid gap-x-4 gap-y-2 sm:grid-cols-2">
      <legend className="font-semibold">{t('categories')}</legend>
      {categories.map(({ id, name, became }) => (
        <label key={id} className="field">
          <span>{name || id}</span>
          <input type="hidden" name="category" value={id} />
          <select name="categoryTo" className="input" defaultValue={chosenFor(became, keys)}>
            <option value="tag">{t('becomesTag')}</option>
            {sections.map((section) => (
              <option key={section.key} value={`${SECTION}${section.key}`}>
                {t('becomesSection', { name: section.name })}
              </option>
            ))}
            <option value="nothing">{t('becomesNothing')}</option>
          </select>
        </label>
      ))}
    </fieldset>
  );
}

function chosenFor(became: string, keys: ReadonlyMap<string, string>): string {
  if (became === '') return 'nothing';
  const key = keys.get(became);
  return key === undefined ? 'tag' : `${SECTION}${key}`;
}

function Authors({ choices, options, authors, keys }: Mapped) {
  const t = useTranslations('import.mapping');
  if (choices.authors.length === 0) return null;
  return (
    <fieldset className="grid gap-2" aria-describedby="authors-hint">
      <legend className="font-semibold">{t('authors')}</legend>
      <p id="authors-hint" className="field-hint">
        {t('authorHint')}
      </p>
      <datalist id="authors-here">
        {authors.map(({ key, name }) => (
          <option key={key} value={key}>
            {name}
          </option>
        ))}
      </datalist>
      {choices.authors.map(({ slug, name, became }) => (
        <label key={slug} className="field">
          <span>{name || slug}</span>
          <input type="hidden" name="author" value={slug} />
          <input
            className="input"
            name="authorTo"
            list="authors-here"
            maxLength={80}
            defaultValue={options.authors[slug] ?? keys.get(became) ?? ''}
          />
        </label>
      ))}
    </fieldset>
  );
}

function Languages({ choices: { languages }, options }: Mapped) {
  const t = useTranslations('import.mapping');
  if (languages.length === 0) return null;
  return (
    <fieldset className="grid gap-2">
      <legend className="font-semibold">{t('languages')}</legend>
      {languages.map(({ code, items }) => (
        <label key={code} className="field">
          <span>
            {code} ({items})
          </span>
          <input type="hidden" name="code" value={code} />
          <select name="codeTo" className="input" defaultValue={ourLanguage(code, options)}>
            {LANGUAGES.map((language) => (
              <option key={language.code} value={language.code}>
                {language.name}
              </option>
            ))}
            <option value="">{t('languageLeftOut')}</option>
          </select>
        </label>
      ))}
    </fieldset>
  );
}

function ourLanguage(code: string, { languages }: ImportOptions): string {
  const chosen = Object.hasOwn(languages, code) ? languages[code] : undefined;
  if (chosen !== undefined) return chosen ?? '';
  const own = code.toLowerCase().split(/[-_]/, 1)[0];
  return LANGUAGES.find((language) => language.code === own)?.code ?? '';
}
