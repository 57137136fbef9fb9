import { useTranslations } from 'next-intl';
import type { ComponentProps } from 'react';
import { Field } from '#components/staff/field';
import { StaffForm } from '#components/staff/staff-form.island';
import type { BackupPlan } from '#newsroom/backups/find-backup-plan';

type Action = ComponentProps<typeof StaffForm>['action'];

const FIRST: BackupPlan = { place: '', hour: 3, keepDays: 14 };

/** Where to, when, and for how long. */
export function BackupPlanForm({ plan, action }: { plan: BackupPlan | null; action: Action }) {
  const t = useTranslations('backups');
  const { place, hour, keepDays } = plan ?? FIRST;
  return (
    <StaffForm action={action} label={t('plan')} className="grid max-w-2xl gap-4">
      <Field
        label={t('place')}
        name="place"
        hint={t('placeHint', { bucket: 's3://bucket/portal' })}
        defaultValue={place}
        placeholder="/var/backups/portal"
        maxLength={500}
        autoComplete="off"
        spellCheck={false}
        required
      />
      <Field
        label={t('hour')}
        name="hour"
        hint={t('hourHint')}
        type="number"
        defaultValue={hour}
        min={0}
        max={23}
        required
      />
      <Field
        label={t('keepDays')}
        name="keepDays"
        hint={t('keepDaysHint')}
        type="number"
        defaultValue={keepDays}
        min={1}
        max={365}
        required
      />
      <button type="submit" className="button button-main justify-self-start">
        {plan ? t('save') : t('begin')}
      </button>
    </StaffForm>
  );
}

/** A backup at once, and the end of backups. */
export function BackupControls({ request, stop }: { request: Action; stop: Action }) {
  const t = useTranslations('backups');
  return (
    <div className="mt-4 flex flex-wrap gap-3">
      <StaffForm action={request} label={t('now')}>
        <button type="submit" className="button">
          {t('now')}
        </button>
      </StaffForm>
      <StaffForm action={stop} label={t('stop')}>
        <button type="submit" className="button">
          {t('stop')}
        </button>
      </StaffForm>
    </div>
  );
}
