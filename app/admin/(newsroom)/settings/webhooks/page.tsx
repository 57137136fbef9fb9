import { getTranslations } from 'next-intl/server';
import { requireActor } from '#app/admin/gate';
import { NewsroomPage } from '#components/staff/newsroom-page';
import { SettingsTabs } from '#components/staff/settings/settings-tabs';
import { NewWebhook } from '#components/staff/webhooks/new-webhook';
import { WebhookList } from '#components/staff/webhooks/webhook-list';
import { createWebhookAction } from './actions.ts';
import { readWebhooks } from './reads.ts';

export async function generateMetadata() {
  await requireActor('webhook.edit');
  return { title: (await getTranslations('webhooks'))('title') };
}

export default async function Webhooks() {
  const actor = await requireActor('webhook.edit');
  const webhooks = await readWebhooks(actor);
  const t = await getTranslations('webhooks');
  return (
    <NewsroomPage actor={actor} room="settings" title={t('title')}>
      <SettingsTabs actor={actor} here="webhooks" />
      <p className="mb-4 max-w-2xl">{t('intro')}</p>
      {webhooks.length === 0 ? <p>{t('empty')}</p> : <WebhookList webhooks={webhooks} />}
      <NewWebhook action={createWebhookAction} />
    </NewsroomPage>
  );
}
