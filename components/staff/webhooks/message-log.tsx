import { useTranslations } from 'next-intl';
import type { ComponentProps } from 'react';
import { StaffForm } from '#components/staff/staff-form.island';
import { dateAndTime } from '#i18n/dates';
import { isKnownLanguage, type Language, languageOf } from '#i18n/languages';
import { isStoryEvent } from '#newsroom/deliveries/story-event';
import type { ListedDelivery, ListedWebhook } from '#newsroom/deliveries/webhook/list-webhooks';

type Action = ComponentProps<typeof StaffForm>['action'];

/** What has been sent to a webhook, the newest first, and what it answered. */
export function MessageLog({
  webhook,
  deliveries,
  shown,
  action,
}: {
  webhook: ListedWebhook;
  deliveries: ListedDelivery[];
  shown: { language: Language; timeZone: string };
  action: Action;
}) {
  const t = useTranslations('webhooks.log');
  return (
    <section className="mt-8 grid gap-3">
      <h2 className="newsroom-heading">{t('title')}</h2>
      {deliveries.length === 0 ? (
        <p>{t('empty')}</p>
      ) : (
        <table className="newsroom-table [&_td]:align-top">
          <thead>
            <tr>
              <th scope="col">{t('when')}</th>
              <th scope="col">{t('what')}</th>
              <th scope="col">{t('state')}</th>
              <th scope="col">{t('answer')}</th>
            </tr>
          </thead>
          <tbody>
            {deliveries.map((delivery) => (
              <tr key={delivery.id}>
                <td className="text-soft">{dateAndTime(delivery.createdAt, shown.language, shown.timeZone)}</td>
                <td className="wide [overflow-wrap:anywhere]">
                  <Message delivery={delivery} />
                </td>
                <td>
                  <State delivery={delivery} shown={shown} />
                  {webhook.state === 'on' && <Again webhook={webhook.id} delivery={delivery} action={action} />}
                </td>
                <td className="wide text-soft [overflow-wrap:anywhere]">{delivery.answer || '–'}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

function useWhat({ event, headline }: ListedDelivery): string {
  const t = useTranslations('webhooks');
  const name = isStoryEvent(event) ? t(`event.${event}`) : event === 'test' ? t('log.test') : event;
  return headline ? `${headline} – ${name}` : name;
}

function Message({ delivery }: { delivery: ListedDelivery }) {
  const what = useWhat(delivery);
  const { language } = delivery;
  return (
    <>
      {what}
      {isKnownLanguage(language) && <span className="text-soft"> ({languageOf(language).label})</span>}
    </>
  );
}

function State({
  delivery: { state, tries, nextTryAt },
  shown,
}: {
  delivery: ListedDelivery;
  shown: { language: Language; timeZone: string };
}) {
  const t = useTranslations('webhooks.log');
  return (
    <p>
      <span className="state">{t(`states.${state}`)}</span>{' '}
      <span className="text-small text-soft">
        {t('tries', { count: tries })}
        {state === 'failed' && `, ${t('next', { time: dateAndTime(nextTryAt, shown.language, shown.timeZone) })}`}
      </span>
    </p>
  );
}

function Again({ webhook, delivery, action }: { webhook: number; delivery: ListedDelivery; action: Action }) {
  const t = useTranslations('webhooks.log');
  const what = useWhat(delivery);
  // The form stays when its button goes: it says what came of it.
  return (
    <StaffForm action={action}>
      {['sent', 'given_up', 'failed'].includes(delivery.state) && (
        <>
          <input type="hidden" name="id" value={webhook} />
          <input type="hidden" name="delivery" value={delivery.id} />
          <button type="submit" className="button" aria-label={t('againOf', { what })}>
            {t('again')}
          </button>
        </>
      )}
    </StaffForm>
  );
}
