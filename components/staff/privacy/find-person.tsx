import { useTranslations } from 'next-intl';
import type { ComponentProps } from 'react';
import { Field } from '#components/staff/field';
import { StaffForm } from '#components/staff/staff-form.island';

type Member = { email: string; name: string };

/** By address, or by choosing a member of the staff. */
export function FindPerson({
  members,
  action,
}: {
  members: readonly Member[];
  action: ComponentProps<typeof StaffForm>['action'];
}) {
  const t = useTranslations('privacy.find');
  return (
    <section className="mb-8">
      <h2 className="newsroom-heading">{t('title')}</h2>
      <div className="grid max-w-2xl gap-6">
        <StaffForm action={action} label={t('byEmail')} className="grid gap-2">
          <Field
            label={t('email')}
            name="email"
            type="email"
            hint={t('emailHint')}
            maxLength={320}
            autoComplete="off"
            required
          />
          <button type="submit" className="button justify-self-start">
            {t('byEmail')}
          </button>
        </StaffForm>
        <StaffForm action={action} label={t('byMember')} className="grid gap-2">
          <label className="field">
            <span>{t('member')}</span>
            <select name="email" className="input">
              {members.map(({ email, name }) => (
                <option key={email} value={email}>
                  {`${name} · ${email}`}
                </option>
              ))}
            </select>
          </label>
          <button type="submit" className="button justify-self-start">
            {t('byMember')}
          </button>
        </StaffForm>
      </div>
    </section>
  );
}
