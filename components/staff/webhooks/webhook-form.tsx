import { useTranslations } from 'next-intl';
import type { ComponentProps } from 'react';
import { StaffForm } from '#components/staff/staff-form.island';
import { WebhookFields } from '#components/staff/webhooks/webhook-fields';
import type { ListedWebhook } from '#newsroom/deliveries/webhook/list-webhooks';

/** Changes a webhook. */
export function WebhookForm({
  webhook,
  action,
}: {
  webhook: ListedWebhook;
  action: ComponentProps<typeof StaffForm>['action'];
}) {
  const t = useTranslations('webhooks');
  const { id, version, name, url, events, languages } = webhook;
  return (
    <StaffForm action={action} label={t('edit', { name })} className="mt-6 grid max-w-2xl gap-4" seen={version}>
      <input type="hidden" name="id" value={id} />
      <WebhookFields name={name} url={url} events={events} languages={languages} />
      <button type="submit" className="button button-main justify-self-start">
        {t('save')}
      </button>
    </StaffForm>
  );
}
