import { useTranslations } from 'next-intl';
import type { ComponentProps } from 'react';
import { ChannelFields, KIND_FIELDS } from '#components/staff/channels/channel-fields';
import { FoldedForm } from '#components/staff/folded-form';
import type { StaffForm } from '#components/staff/staff-form.island';
import type { ChannelKind } from '#newsroom/deliveries/channels/channels';

/** Adds a channel, with a form for each kind. */
export function NewChannels({ action }: { action: ComponentProps<typeof StaffForm>['action'] }) {
  const t = useTranslations('channels');
  return (
    <div className="mt-8 grid gap-3">
      {(Object.keys(KIND_FIELDS) as ChannelKind[]).map((kind) => (
        <FoldedForm
          key={kind}
          action={action}
          label={t(`create.${kind}`)}
          summary={t(`create.${kind}`)}
          look="button"
          clears
        >
          <ChannelFields kind={kind} name="" languages={[]} config={{}} isNew />
          <button type="submit" className="button button-main justify-self-start">
            {t('add')}
          </button>
        </FoldedForm>
      ))}
    </div>
  );
}
