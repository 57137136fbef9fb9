import { useTranslations } from 'next-intl';
import type { ComponentProps } from 'react';
import { StaffForm } from '#components/staff/staff-form.island';
import { listTime } from '#i18n/dates';
import type { Language } from '#i18n/languages';
import { browserOf } from '#newsroom/staff/browser';
import type { Presence } from '#newsroom/staff/colleague';

type Action = ComponentProps<typeof StaffForm>['action'];

/** The browsers in which one is signed in, each to be ended but this. */
export function SessionList({
  presences,
  here,
  shown,
  actions: { revokeSessionAction, revokeOtherSessionsAction },
}: {
  presences: Presence[];
  /** Id of the session that looks. */
  here: string;
  shown: { language: Language; timeZone: string };
  actions: { revokeSessionAction: Action; revokeOtherSessionsAction: Action };
}) {
  const t = useTranslations('account.sessions');
  const time = (date: Date) => listTime(date, new Date(), shown.language, shown.timeZone);
  return (
    <section className="grid gap-4">
      <h2 className="newsroom-heading">{t('heading')}</h2>
      <ul className="grid gap-3">
        {presences.map(({ id, userAgent, address, since, lastSeenAt }) => (
          <li key={id} className="flex flex-wrap items-center justify-between gap-2">
            <span>
              <b>{browserOf(userAgent) || t('unknown')}</b>, {address}{' '}
              {id === here && <span className="state state-live">{t('here')}</span>}
              <span className="field-hint">
                {t('since', { date: time(since) })}, {t('lastSeen', { date: time(lastSeenAt) })}
              </span>
            </span>
            {id !== here && (
              <StaffForm action={revokeSessionAction}>
                <input type="hidden" name="id" value={id} />
                <button
                  type="submit"
                  className="button"
                  aria-label={t('endNamed', { browser: browserOf(userAgent), address })}
                >
                  {t('end')}
                </button>
              </StaffForm>
            )}
          </li>
        ))}
      </ul>
      <StaffForm action={revokeOtherSessionsAction}>
        <button type="submit" className="button">
          {t('endOthers')}
        </button>
      </StaffForm>
    </section>
  );
}
