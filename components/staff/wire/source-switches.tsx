import { useTranslations } from 'next-intl';
import { type Answer, StaffForm } from '#components/staff/staff-form.island';
import type { ListedSource } from '#newsroom/wire/list-sources';

type Action = (previous: Answer | null, form: FormData) => Promise<Answer>;

/** Asks a source at once, pauses it or goes on. */
export function SourceSwitches({
  source: { id, state },
  actions,
}: {
  source: ListedSource;
  actions: { pollSourceAction: Action; pauseSourceAction: Action; resumeSourceAction: Action };
}) {
  const t = useTranslations('sources');
  const button = (label: string, action: Action) => (
    <StaffForm action={action} label={label}>
      <input type="hidden" name="id" value={id} />
      <button type="submit" className="button">
        {label}
      </button>
    </StaffForm>
  );
  return (
    <div className="mt-4 flex flex-wrap gap-4">
      {state === 'on' && button(t('pollNow'), actions.pollSourceAction)}
      {state === 'on' ? button(t('pause'), actions.pauseSourceAction) : button(t('resume'), actions.resumeSourceAction)}
    </div>
  );
}
