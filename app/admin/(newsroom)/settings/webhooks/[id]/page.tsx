import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { deliveryId } from '#app/admin/form';
import { requireActor } from '#app/admin/gate';
import { DeletionForm } from '#components/staff/deletion-form';
import { DeliveryLog } from '#components/staff/deliveries/delivery-log';
import { NewsroomPage } from '#components/staff/newsroom-page';
import { SettingsTabs } from '#components/staff/settings/settings-tabs';
import { WebhookControls } from '#components/staff/webhooks/webhook-controls';
import { WebhookForm } from '#components/staff/webhooks/webhook-form';
import { webhookAddress } from '#i18n/admin-addresses';
import { deliveriesShown } from '#newsroom/deliveries/deliveries-shown';
import {
  changeWebhookAction,
  deleteWebhookAction,
  messageAction,
  rotateSecretAction,
  sendTestAction,
  turnWebhookAction,
} from '../actions.ts';
import { readMessages, readWebhook } from '../reads.ts';

const ON_A_PAGE = 50;

type Props = {
  params: Promise<{ id: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

async function findAsked({ params }: Pick<Props, 'params'>) {
  const actor = await requireActor('webhook.edit');
  const { id } = await params;
  const webhook = /^[1-9]\d{0,8}$/.test(id) ? await readWebhook(actor, Number(id)) : null;
  return webhook ? { actor, webhook } : notFound();
}

export async function generateMetadata(props: Props) {
  const { webhook } = await findAsked(props);
  return { title: (await getTranslations('webhooks'))('edit', { name: webhook.name }) };
}

export default async function Webhook(props: Props) {
  const { actor, webhook } = await findAsked(props);
  const asked = await props.searchParams;
  const show = deliveriesShown(asked.show);
  const before = deliveryId.safeParse(asked.before);
  const page = { limit: ON_A_PAGE, show, ...(before.success && { before: before.data }) };
  const { deliveries, next, timeZone } = await readMessages(actor, webhook.id, page);
  const t = await getTranslations('webhooks');
  const shown = { language: actor.language, timeZone };
  return (
    <NewsroomPage actor={actor} room="settings" title={t('edit', { name: webhook.name })}>
      <SettingsTabs actor={actor} here="webhooks" />
      <WebhookControls
        webhook={webhook}
        shown={shown}
        actions={{ turnWebhookAction, rotateSecretAction, sendTestAction }}
      />
      <WebhookForm webhook={webhook} action={changeWebhookAction} />
      <DeliveryLog
        id={webhook.id}
        isOn={webhook.state === 'on'}
        words={{ title: t('log.title'), empty: t('log.empty') }}
        log={{ deliveries, next, show }}
        addressOf={(part) => webhookAddress(webhook.id, part)}
        shown={shown}
        action={messageAction}
      />
      <DeletionForm
        name="id"
        value={webhook.id}
        label={t('delete')}
        confirm={t('deleteConfirm')}
        action={deleteWebhookAction}
      />
    </NewsroomPage>
  );
}
