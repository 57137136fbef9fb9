import { useTranslations } from 'next-intl';
import type { ComponentProps } from 'react';
import { Field } from '#components/staff/field';
import { StaffForm } from '#components/staff/staff-form.island';
import { ACTIVITY_YEARS } from '#newsroom/audit/activity-limits';

/** For how many years the activity log is kept. */
export function ActivityYears({
  years,
  action,
}: {
  years: number;
  action: ComponentProps<typeof StaffForm>['action'];
}) {
  const t = useTranslations('privacy.activity');
  const { least, most } = ACTIVITY_YEARS;
  return (
    <section>
      <h2 className="newsroom-heading">{t('title')}</h2>
      <StaffForm action={action} label={t('title')} className="mb-6 grid max-w-2xl gap-4">
        <Field
          label={t('years')}
          name="years"
          hint={t('hint', { least, most })}
          type="number"
          defaultValue={years}
          min={least}
          max={most}
          required
        />
        <button type="submit" className="button justify-self-start">
          {t('save')}
        </button>
      </StaffForm>
    </section>
  );
}
