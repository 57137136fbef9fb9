import { getTranslations } from 'next-intl/server';
import { requireActor } from '#app/admin/gate';
import { ChannelList } from '#components/staff/channels/channel-list';
import { NewChannels } from '#components/staff/channels/new-channels';
import { NewsroomPage } from '#components/staff/newsroom-page';
import { SettingsTabs } from '#components/staff/settings/settings-tabs';
import { createChannelAction } from './actions.ts';
import { readChannels } from './reads.ts';

export async function generateMetadata() {
  await requireActor('channel.edit');
  return { title: (await getTranslations('channels'))('title') };
}

export default async function Channels() {
  const actor = await requireActor('channel.edit');
  const channels = await readChannels(actor);
  const t = await getTranslations('channels');
  return (
    <NewsroomPage actor={actor} room="settings" title={t('title')}>
      <SettingsTabs actor={actor} here="channels" />
      <p className="mb-4 max-w-2xl">{t('intro')}</p>
      {channels.length === 0 ? <p>{t('empty')}</p> : <ChannelList channels={channels} />}
      <NewChannels action={createChannelAction} />
    </NewsroomPage>
  );
}
