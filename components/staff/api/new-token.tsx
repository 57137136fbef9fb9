import { useTranslations } from 'next-intl';
import type { ComponentProps } from 'react';
import { Field } from '#components/staff/field';
import { StaffForm } from '#components/staff/staff-form.island';
import { TOKEN_DAYS } from '#newsroom/api/token-days';
import { SCOPE_NAMES } from '#newsroom/permissions/scopes';

/** Creates a token, which is shown once. */
export function NewToken({ action }: { action: ComponentProps<typeof StaffForm>['action'] }) {
  const t = useTranslations('apiTokens');
  return (
    <section className="mt-8 grid gap-3">
      <h2 className="newsroom-heading">{t('create')}</h2>
      <StaffForm action={action} label={t('create')} className="grid max-w-2xl gap-4" clears>
        <Field label={t('name')} name="name" hint={t('nameHint')} maxLength={100} autoComplete="off" required />
        <fieldset>
          <legend className="font-semibold">{t('scopesLabel')}</legend>
          {SCOPE_NAMES.map((scope) => (
            <label key={scope} className="flex min-h-11 items-center gap-2">
              <input type="checkbox" name="scopes" value={scope} /> {t(`scopes.${scope}`)}
            </label>
          ))}
        </fieldset>
        <label className="field">
          <span>{t('expires')}</span>
          <select name="days" className="input" defaultValue="365">
            {TOKEN_DAYS.map((days) => (
              <option key={days} value={days}>
                {t('days', { days })}
              </option>
            ))}
            <option value="">{t('forever')}</option>
          </select>
        </label>
        <button type="submit" className="button button-main justify-self-start">
          {t('add')}
        </button>
      </StaffForm>
    </section>
  );
}
