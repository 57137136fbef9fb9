import { useTranslations } from 'next-intl';
import type { ComponentProps } from 'react';
import { Field } from '#components/staff/field';
import { StaffForm } from '#components/staff/staff-form.island';

export function PasswordForm({
  action,
  email,
  length: { min, max },
}: {
  action: ComponentProps<typeof StaffForm>['action'];
  /** So that the browser's own keeper of passwords knows whose it is. */
  email: string;
  length: { min: number; max: number };
}) {
  const t = useTranslations('account.password');
  return (
    <section className="grid gap-3">
      <h2 className="newsroom-heading">{t('heading')}</h2>
      <StaffForm action={action} clears className="grid gap-4">
        <input type="text" autoComplete="username" value={email} readOnly hidden />
        <Field label={t('current')} name="currentPassword" type="password" autoComplete="current-password" required />
        <Field
          label={t('new')}
          name="newPassword"
          type="password"
          autoComplete="new-password"
          minLength={min}
          maxLength={max}
          hint={t('hint', { min })}
          required
        />
        <button type="submit" className="button justify-self-start">
          {t('submit')}
        </button>
      </StaffForm>
    </section>
  );
}
