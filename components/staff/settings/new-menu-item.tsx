import { useTranslations } from 'next-intl';
import { Field } from '#components/staff/field';
import { FoldedForm } from '#components/staff/folded-form';
import { LanguageColumns } from '#components/staff/language-columns';
import type { Answer } from '#components/staff/staff-form.island';
import type { MenuName } from '#newsroom/topics/menu';

/** Adds a place to a menu: an address, with those of sections and pages to choose from, and what it is called. */
export function NewMenuItem({
  menu,
  choices,
  action,
}: {
  menu: MenuName;
  choices: { address: string; name: string }[];
  action: (previous: Answer | null, form: FormData) => Promise<Answer>;
}) {
  const t = useTranslations('settings.menus');
  const list = `${menu}-choices`;
  return (
    <FoldedForm
      action={action}
      clears
      label={`${t(menu)}: ${t('add')}`}
      summary={t('add')}
      look="button"
      fields="mt-3 grid gap-4"
      className="grid has-[.message]:gap-3"
    >
      <input type="hidden" name="menu" value={menu} />
      <div className="max-w-md">
        <label className="field">
          <span>{t('address')}</span>
          <input className="input" name="address" list={list} aria-describedby={`${menu}-hint`} required />
          <span id={`${menu}-hint`} className="field-hint">
            {t('addressHint')}
          </span>
        </label>
        <datalist id={list}>
          {choices.map(({ address, name }) => (
            <option key={address} value={address} label={name} />
          ))}
        </datalist>
      </div>
      <p className="text-soft">{t('labelHint')}</p>
      <LanguageColumns>
        {(language) => <Field label={t('label')} name={`label.${language}`} maxLength={200} lang={language} />}
      </LanguageColumns>
      <button type="submit" className="button button-main justify-self-start">
        {t('add')}
      </button>
    </FoldedForm>
  );
}
