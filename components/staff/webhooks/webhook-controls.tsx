import { useTranslations } from 'next-intl';
import type { ComponentProps } from 'react';
import { StaffForm } from '#components/staff/staff-form.island';
import { Trouble } from '#components/staff/webhooks/webhook-list';
import { dateAndTime } from '#i18n/dates';
import type { Language } from '#i18n/languages';
import type { ListedWebhook } from '#newsroom/deliveries/webhook/list-webhooks';

type Action = ComponentProps<typeof StaffForm>['action'];
type Actions = { turnWebhookAction: Action; rotateSecretAction: Action; sendTestAction: Action };

/** How a webhook does: on or off, a test, a new secret. */
export function WebhookControls({
  webhook,
  shown,
  actions,
}: {
  webhook: ListedWebhook;
  shown: { language: Language; timeZone: string };
  actions: Actions;
}) {
  const t = useTranslations('webhooks');
  const { id, version, state, formerSecretUntil } = webhook;
  const isOn = state === 'on';
  return (
    <section className="grid gap-3">
      <p>
        <span className="state">{t(`state.${state}`)}</span>
      </p>
      <Trouble webhook={webhook} />
      {formerSecretUntil && (
        <p className="text-small text-soft">
          {t('bothUntil', { time: dateAndTime(formerSecretUntil, shown.language, shown.timeZone) })}
        </p>
      )}
      <StaffForm action={actions.turnWebhookAction} seen={version}>
        <input type="hidden" name="id" value={id} />
        <input type="hidden" name="to" value={isOn ? 'off' : 'on'} />
        <button type="submit" className="button">
          {isOn ? t('turnOff') : t('turnOn')}
        </button>
      </StaffForm>
      {isOn && (
        <StaffForm action={actions.sendTestAction}>
          <input type="hidden" name="id" value={id} />
          <button type="submit" className="button">
            {t('test')}
          </button>
        </StaffForm>
      )}
      <StaffForm action={actions.rotateSecretAction}>
        <input type="hidden" name="id" value={id} />
        <p className="field-hint mb-1">{t('rotateHint')}</p>
        <button type="submit" className="button">
          {t('rotate')}
        </button>
      </StaffForm>
    </section>
  );
}
