import { useTranslations } from 'next-intl';
import type { ComponentProps } from 'react';
import { DeliveryForm, useWhat } from '#components/staff/deliveries/delivery-form';
import { NewsroomTabs } from '#components/staff/newsroom-tabs';
import type { StaffForm } from '#components/staff/staff-form.island';
import { dateAndTime } from '#i18n/dates';
import { isKnownLanguage, type Language, languageOf } from '#i18n/languages';
import { DELIVERIES_SHOWN, type DeliveriesShown } from '#newsroom/deliveries/deliveries-shown';
import type { ListedDelivery } from '#newsroom/deliveries/list-deliveries';

type Place = { language: Language; timeZone: string };

/** What has been sent to a destination, the newest first, what it answered, and what can be done about it. */
export function DeliveryLog({
  id,
  isOn,
  asks = false,
  words,
  log: { deliveries, next, show },
  addressOf,
  shown,
  action,
}: {
  id: number;
  isOn: boolean;
  /** Whether what was perhaps sent waits for somebody to say so. */
  asks?: boolean;
  words: { title: string; empty: string };
  log: { deliveries: ListedDelivery[]; next: string | null; show: DeliveriesShown };
  addressOf(part: { show?: string; before?: string }): string;
  shown: Place;
  action: ComponentProps<typeof StaffForm>['action'];
}) {
  const t = useTranslations('deliveries');
  const part = show === 'all' ? {} : { show };
  const tabs = DELIVERIES_SHOWN.filter((one) => asks || one !== 'unsettled').map((one) => ({
    name: t(`show.${one}`),
    href: addressOf(one === 'all' ? {} : { show: one }),
    isHere: one === show,
  }));
  return (
    <section className="mt-8 grid grid-cols-1 gap-3">
      <h2 className="newsroom-heading">{words.title}</h2>
      <NewsroomTabs label={t('filter')} tabs={tabs} />
      {deliveries.length === 0 ? (
        <p>{show === 'all' ? words.empty : t('noneShown')}</p>
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
                  <State delivery={delivery} shown={shown} asks={asks} />
                  <DeliveryForm destination={id} isOn={isOn} asks={asks} delivery={delivery} action={action} />
                </td>
                <td className="wide text-soft [overflow-wrap:anywhere]">{delivery.answer || '–'}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {next && (
        <a href={addressOf({ ...part, before: next })} className="button justify-self-start">
          {t('older')}
        </a>
      )}
    </section>
  );
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
  asks,
}: {
  delivery: ListedDelivery;
  shown: Place;
  asks: boolean;
}) {
  const t = useTranslations('deliveries');
  return (
    <p>
      <span className="state">{asks && state === 'maybe_sent' ? t('needsAnswer') : t(`states.${state}`)}</span>{' '}
      <span className="text-small text-soft">
        {t('tries', { count: tries })}
        {state === 'failed' && `, ${t('next', { time: dateAndTime(nextTryAt, shown.language, shown.timeZone) })}`}
      </span>
    </p>
  );
}
