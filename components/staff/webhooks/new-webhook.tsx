import { useTranslations } from 'next-intl';
import type { ComponentProps } from 'react';
import { StaffForm } from '#components/staff/staff-form.island';
import { WebhookFields } from '#components/staff/webhooks/webhook-fields';
import { STORY_EVENTS } from '#newsroom/deliveries/story-event';

/** Adds a webhook, whose secret is shown once. */
export function NewWebhook({ action }: { action: ComponentProps<typeof StaffForm>['action'] }) {
  const t = useTranslations('webhooks');
  return (
    <section className="mt-8 grid gap-3">
      <h2 className="newsroom-heading">{t('create')}</h2>
      <StaffForm action={action} label={t('create')} className="grid max-w-2xl gap-4" clears>
        <WebhookFields name="" url="" events={STORY_EVENTS} languages={[]} />
        <button type="submit" className="button button-main justify-self-start">
          {t('add')}
        </button>
      </StaffForm>
    </section>
  );
}
