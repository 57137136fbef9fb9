import { useTranslations } from 'next-intl';
import type { ComponentProps } from 'react';
import { Trouble } from '#components/staff/channels/channel-list';
import { StaffForm } from '#components/staff/staff-form.island';
import type { ListedChannel } from '#newsroom/deliveries/channels/list-channels';

type Action = ComponentProps<typeof StaffForm>['action'];

/** How a channel does: on or off, and whether the portal gets in. */
export function ChannelControls({
  channel,
  actions,
}: {
  channel: ListedChannel;
  actions: { turnChannelAction: Action; checkAccessAction: Action };
}) {
  const t = useTranslations('channels');
  const { id, version, kind, state } = channel;
  const isOn = state === 'on';
  return (
    <section className="grid gap-3">
      <p>
        {t(`kinds.${kind}`)} <span className="state">{t(`state.${state}`)}</span>
      </p>
      <Trouble channel={channel} />
      <StaffForm action={actions.turnChannelAction} seen={version}>
        <input type="hidden" name="id" value={id} />
        <input type="hidden" name="to" value={isOn ? 'off' : 'on'} />
        <button type="submit" className="button">
          {isOn ? t('turnOff') : t('turnOn')}
        </button>
      </StaffForm>
      {isOn && (
        <StaffForm action={actions.checkAccessAction}>
          <input type="hidden" name="id" value={id} />
          <p className="field-hint mb-1">{t('testHint')}</p>
          <button type="submit" className="button">
            {t('test')}
          </button>
        </StaffForm>
      )}
    </section>
  );
}
