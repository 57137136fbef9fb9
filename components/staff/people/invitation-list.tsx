import { useTranslations } from 'next-intl';
import type { ComponentProps } from 'react';
import { StaffForm } from '#components/staff/staff-form.island';
import { dateAndTime } from '#i18n/dates';
import type { Language } from '#i18n/languages';
import type { Invitation } from '#newsroom/staff/colleague';

/** Who has been invited and has not come yet. */
export function InvitationList({
  invitations,
  shown,
  revokeInvitationAction,
}: {
  invitations: Invitation[];
  shown: { language: Language; timeZone: string };
  revokeInvitationAction: ComponentProps<typeof StaffForm>['action'];
}) {
  const t = useTranslations();
  return (
    <section className="grid gap-3">
      <h2 className="newsroom-heading">{t('people.invitations.title')}</h2>
      {invitations.length === 0 && <p>{t('people.invitations.none')}</p>}
      <ul className="grid gap-4">
        {invitations.map(({ email, role, invitedBy, expiresAt }) => (
          <li key={email} className="grid gap-1">
            <p>
              <b className="break-all">{email}</b>, {t(`roles.${role}`)}
            </p>
            <p className="field-hint">
              {invitedBy && `${t('people.invitations.invitedBy', { name: invitedBy })}, `}
              {t('people.invitations.expires', { date: dateAndTime(expiresAt, shown.language, shown.timeZone) })}
            </p>
            <StaffForm action={revokeInvitationAction}>
              <input type="hidden" name="email" value={email} />
              <button type="submit" className="button" aria-label={t('people.invitations.revokeNamed', { email })}>
                {t('people.invitations.revoke')}
              </button>
            </StaffForm>
          </li>
        ))}
      </ul>
    </section>
  );
}
