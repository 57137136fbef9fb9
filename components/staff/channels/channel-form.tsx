import { useTranslations } from 'next-intl';
import type { ComponentProps } from 'react';
import { ChannelFields } from '#components/staff/channels/channel-fields';
import { StaffForm } from '#components/staff/staff-form.island';
import type { ListedChannel } from '#newsroom/deliveries/channels/list-channels';

/** Changes a channel; its secret only where another one is entered. */
export function ChannelForm({
  channel,
  action,
}: {
  channel: ListedChannel;
  action: ComponentProps<typeof StaffForm>['action'];
}) {
  const t = useTranslations('channels');
  const { id, version, kind, name, languages, config } = channel;
  return (
    <StaffForm action={action} label={t('edit', { name })} className="mt-6 grid max-w-2xl gap-4" seen={version}>
      <input type="hidden" name="id" value={id} />
      <ChannelFields kind={kind} name={name} languages={languages} config={config} isNew={false} />
      <button type="submit" className="button button-main justify-self-start">
        {t('save')}
      </button>
    </StaffForm>
  );
}
