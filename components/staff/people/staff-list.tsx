import { useTranslations } from 'next-intl';
import { type AccessActions, AccessForms } from '#components/staff/people/access-forms';
import { listTime } from '#i18n/dates';
import { type Language, languageOf } from '#i18n/languages';
import type { Colleague } from '#newsroom/staff/colleague';

type Shown = { language: Language; timeZone: string };

/** Everybody on the staff, with what can be done with each but oneself. */
export function StaffList({
  colleagues,
  own,
  isMailed,
  shown,
  actions,
}: {
  colleagues: Colleague[];
  /** Id of whoever looks. */
  own: string;
  isMailed: boolean;
  shown: Shown;
  actions: AccessActions;
}) {
  const t = useTranslations('people');
  return (
    <section>
      <h2 className="newsroom-heading">{t('staff')}</h2>
      <table className="newsroom-table">
        <thead>
          <tr>
            <th scope="col">{t('name')}</th>
            <th scope="col">{t('language')}</th>
            <th scope="col">{t('twoFactor')}</th>
            <th scope="col">{t('lastSeen')}</th>
            <th scope="col">{t('role')}</th>
          </tr>
        </thead>
        <tbody>
          {colleagues.map((colleague) => (
            <StaffRow
              key={colleague.id}
              colleague={colleague}
              isOwn={colleague.id === own}
              isMailed={isMailed}
              shown={shown}
              actions={actions}
            />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function StaffRow({
  colleague,
  isOwn,
  isMailed,
  shown,
  actions,
}: {
  colleague: Colleague;
  isOwn: boolean;
  isMailed: boolean;
  shown: Shown;
  actions: AccessActions;
}) {
  const t = useTranslations();
  const { name, email, role, language, hasSecondFactor, hasPasskey, isSuspended, lastSeenAt } = colleague;
  const steps = [hasSecondFactor && t('people.authenticator'), hasPasskey && t('people.passkey')]
    .filter(Boolean)
    .join(', ');
  return (
    <tr>
      <td className="wide">
        <b>{name}</b> {isSuspended && <span className="state state-now">{t('people.suspended')}</span>}
        <span className="field-hint break-all">{email}</span>
      </td>
      <td>{languageOf(language).name}</td>
      <td>{steps || t('people.passwordOnly')}</td>
      <td>{lastSeenAt ? listTime(lastSeenAt, new Date(), shown.language, shown.timeZone) : t('people.notSignedIn')}</td>
      <td className="wide">
        {isOwn ? (
          `${t(`roles.${role}`)} (${t('people.you')})`
        ) : (
          <AccessForms colleague={colleague} isMailed={isMailed} actions={actions} />
        )}
      </td>
    </tr>
  );
}
