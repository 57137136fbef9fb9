import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { deliveryId } from '#app/admin/form';
import { requireActor } from '#app/admin/gate';
import { ChannelControls } from '#components/staff/channels/channel-controls';
import { ChannelForm } from '#components/staff/channels/channel-form';
import { DeletionForm } from '#components/staff/deletion-form';
import { DeliveryLog } from '#components/staff/deliveries/delivery-log';
import { NewsroomPage } from '#components/staff/newsroom-page';
import { SettingsTabs } from '#components/staff/settings/settings-tabs';
import { channelAddress } from '#i18n/admin-addresses';
import { deliveriesShown } from '#newsroom/deliveries/deliveries-shown';
import {
  changeChannelAction,
  checkAccessAction,
  deleteChannelAction,
  messageAction,
  turnChannelAction,
} from '../actions.ts';
import { readChannel, readMessages } from '../reads.ts';

const ON_A_PAGE = 50;

type Props = {
  params: Promise<{ id: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

async function findAsked({ params }: Pick<Props, 'params'>) {
  const actor = await requireActor('channel.edit');
  const { id } = await params;
  const channel = /^[1-9]\d{0,8}$/.test(id) ? await readChannel(actor, Number(id)) : null;
  return channel ? { actor, channel } : notFound();
}

export async function generateMetadata(props: Props) {
  const { channel } = await findAsked(props);
  return { title: (await getTranslations('channels'))('edit', { name: channel.name }) };
}

export default async function Channel(props: Props) {
  const { actor, channel } = await findAsked(props);
  const asked = await props.searchParams;
  const show = deliveriesShown(asked.show);
  const before = deliveryId.safeParse(asked.before);
  const page = { limit: ON_A_PAGE, show, ...(before.success && { before: before.data }) };
  const { deliveries, next, timeZone } = await readMessages(actor, channel.id, page);
  const t = await getTranslations('channels');
  return (
    <NewsroomPage actor={actor} room="settings" title={t('edit', { name: channel.name })}>
      <SettingsTabs actor={actor} here="channels" />
      <ChannelControls channel={channel} actions={{ turnChannelAction, checkAccessAction }} />
      <ChannelForm channel={channel} action={changeChannelAction} />
      <DeliveryLog
        id={channel.id}
        isOn={channel.state === 'on'}
        asks={!channel.repeats}
        words={{ title: t('log.title'), empty: t('log.empty') }}
        log={{ deliveries, next, show }}
        addressOf={(part) => channelAddress(channel.id, part)}
        shown={{ language: actor.language, timeZone }}
        action={messageAction}
      />
      <DeletionForm
        name="id"
        value={channel.id}
        label={t('delete')}
        confirm={t('deleteConfirm')}
        action={deleteChannelAction}
      />
    </NewsroomPage>
  );
}
