import { useTranslations } from 'next-intl';
import type { ComponentProps } from 'react';
import { StaffForm } from '#components/staff/staff-form.island';
import { WebhookFields } from '#components/staff/webhooks/webhook-fields';
import { STORY_EVENTS } from '#newsroom/deliveries/story-event';

/** Adds a webhook, whose secret is shown once. */
export function NewWebhook({ action }: { action: ComponentProps<typeof StaffForm>['action'] }) {
  const t = useTranslations('webhooks');
  return (
    <details className="w-full">
      <summary className="button button-main">{t('create')}</summary>
      <StaffForm action={action} label={t('create')} className="mt-3 grid max-w-2xl gap-4" clears>
        <WebhookFields name="" url="" events={STORY_EVENTS} languages={[]} />
        <button type="submit" className="button button-main justify-self-start">
          {t('add')}
        </button>
      </StaffForm>
    </details>
  );
}
