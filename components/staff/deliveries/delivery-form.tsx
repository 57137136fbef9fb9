import { useTranslations } from 'next-intl';
import type { ComponentProps } from 'react';
import { Field } from '#components/staff/field';
import { StaffForm } from '#components/staff/staff-form.island';
import type { ListedDelivery } from '#newsroom/deliveries/list-deliveries';
import { isStoryEvent } from '#newsroom/deliveries/story-event';

type Props = {
  destination: number;
  isOn: boolean;
  asks: boolean;
  delivery: ListedDelivery;
  action: ComponentProps<typeof StaffForm>['action'];
};

/** What a message is about, and what had happened. */
export function useWhat({ event, headline }: ListedDelivery): string {
  const t = useTranslations();
  const name = isStoryEvent(event) ? t(`webhooks.event.${event}`) : event === 'test' ? t('deliveries.test') : event;
  return headline ? `${headline} – ${name}` : name;
}

/** What can be done about a delivery. The form stays when its buttons go: it says what came of them. */
export function DeliveryForm({ destination, isOn, asks, delivery, action }: Props) {
  const { id, state } = delivery;
  const isAsked = asks && state === 'maybe_sent';
  const mayRepeat = isOn && ['sent', 'given_up', 'failed'].includes(state);
  return (
    <StaffForm action={action} className="grid justify-items-start gap-2">
      {(isAsked || mayRepeat || mayBeStopped(state)) && (
        <>
          <input type="hidden" name="id" value={destination} />
          <input type="hidden" name="delivery" value={id} />
        </>
      )}
      {isAsked && <Question delivery={delivery} />}
      <span className="flex flex-wrap gap-2">
        {mayRepeat && <Act delivery={delivery} name="again" />}
        {mayBeStopped(state) && <Act delivery={delivery} name="stop" />}
      </span>
    </StaffForm>
  );
}

function mayBeStopped(state: string): boolean {
  return ['waiting', 'failed', 'maybe_sent'].includes(state);
}

/** Whether a post is there, which only people can see. */
function Question({ delivery }: { delivery: ListedDelivery }) {
  const t = useTranslations('deliveries');
  return (
    <>
      <p className="text-small">{t('ask')}</p>
      <Field
        label={t('link')}
        id={`link-${delivery.id}`}
        name="link"
        hint={t('linkHint')}
        maxLength={300}
        placeholder="https://t.me/…"
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        inputMode="url"
      />
      <Act delivery={delivery} name="there" />
      <Act delivery={delivery} name="absent" />
    </>
  );
}

function Act({ delivery, name }: { delivery: ListedDelivery; name: 'again' | 'stop' | 'there' | 'absent' }) {
  const t = useTranslations('deliveries');
  const what = useWhat(delivery);
  return (
    <button type="submit" className="button" name="do" value={name} aria-label={t(`${name}Of`, { what })}>
      {t(name)}
    </button>
  );
}
