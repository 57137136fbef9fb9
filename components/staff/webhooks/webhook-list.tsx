import { useTranslations } from 'next-intl';
import { webhookAddress } from '#i18n/admin-addresses';
import { isKnownLanguage, languageOf } from '#i18n/languages';
import { isStoryEvent } from '#newsroom/deliveries/story-event';
import type { ListedWebhook } from '#newsroom/deliveries/webhook/list-webhooks';

/** Webhooks, each with what it is told of and whether it gets it. */
export function WebhookList({ webhooks }: { webhooks: ListedWebhook[] }) {
  const t = useTranslations('webhooks');
  return (
    <ul className="grid gap-4">
      {webhooks.map((webhook) => (
        <li key={webhook.id} className="border-rule border-b pb-3">
          <a
            href={webhookAddress(webhook.id)}
            className="inline-flex min-h-11 items-center font-semibold underline [overflow-wrap:anywhere]"
          >
            {webhook.name}
          </a>{' '}
          <span className="state">{t(`state.${webhook.state}`)}</span>
          <p className="text-soft [overflow-wrap:anywhere]">{new URL(webhook.url).host}</p>
          <p>
            {t('events')}:{' '}
            {webhook.events.map((event) => (isStoryEvent(event) ? t(`event.${event}`) : event)).join(', ')} ·{' '}
            {webhook.languages.length > 0 ? webhook.languages.map(nameOf).join(', ') : t('allLanguages')}
          </p>
          <Trouble webhook={webhook} />
        </li>
      ))}
    </ul>
  );
}

/** What still waits for a webhook, and how often it could not be reached. */
export function Trouble({ webhook: { open, failures } }: { webhook: ListedWebhook }) {
  const t = useTranslations('webhooks');
  return (
    <p className="text-small text-soft">
      {t('open', { count: open })}
      {failures > 0 && ` · ${t('failing', { count: failures })}`}
    </p>
  );
}

function nameOf(code: string): string {
  return isKnownLanguage(code) ? languageOf(code).name : code;
}
