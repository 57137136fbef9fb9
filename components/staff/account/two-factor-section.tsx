import { useTranslations } from 'next-intl';
import type { ComponentProps } from 'react';
import { Field } from '#components/staff/field';
import { StaffForm } from '#components/staff/staff-form.island';

type Action = ComponentProps<typeof StaffForm>['action'];

/** Turning the second step on, in two forms, and off. */
export function TwoFactorSection({
  isOn,
  email,
  actions: { showFactor, giveCodes, turnFactorOff },
}: {
  isOn: boolean;
  email: string;
  actions: { showFactor: Action; giveCodes: Action; turnFactorOff: Action };
}) {
  const t = useTranslations('account.twoFactor');
  return (
    <section className="grid gap-4">
      <h2 className="newsroom-heading">{t('heading')}</h2>
      <p>{isOn ? t('isOn') : t('isOff')}</p>
      {!isOn && <PasswordAsked action={showFactor} email={email} label={t('password')} submit={t('showKey')} />}
      {/* The same form before and after: the codes that it has just shown stay when the step is on. */}
      <StaffForm action={giveCodes} clears className="grid gap-3" key="codes">
        {isOn ? (
          <PasswordField label={t('password')} email={email} />
        ) : (
          <Field
            label={t('code')}
            name="code"
            inputMode="numeric"
            autoComplete="one-time-code"
            maxLength={12}
            required
          />
        )}
        <button type="submit" className="button justify-self-start">
          {isOn ? t('createCodes') : t('turnOn')}
        </button>
      </StaffForm>
      {isOn && <PasswordAsked action={turnFactorOff} email={email} label={t('password')} submit={t('turnOff')} />}
    </section>
  );
}

function PasswordAsked({ action, submit, ...field }: { action: Action; email: string; label: string; submit: string }) {
  return (
    <StaffForm action={action} clears className="grid gap-3">
      <PasswordField {...field} />
      <button type="submit" className="button justify-self-start">
        {submit}
      </button>
    </StaffForm>
  );
}

function PasswordField({ label, email }: { label: string; email: string }) {
  return (
    <>
      <input type="text" autoComplete="username" value={email} readOnly hidden />
      <Field label={label} name="password" type="password" autoComplete="current-password" required />
    </>
  );
}
