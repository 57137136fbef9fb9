import { useTranslations } from 'next-intl';
import type { ComponentProps } from 'react';
import { StaffForm } from '#components/staff/staff-form.island';

type Action = ComponentProps<typeof StaffForm>['action'];

/** Deletes a subscriber, and if somebody wants, keeps the address out for good. */
export function SubscriberDeletion({ id, action }: { id: string; action: Action }) {
  const t = useTranslations('newsletters.subscribers');
  return (
    <section className="mt-8 grid gap-2">
      <h2 className="newsroom-heading">{t('delete')}</h2>
      <StaffForm action={action} label={t('delete')} className="grid justify-items-start gap-2">
        <input type="hidden" name="key" value={id} />
        <label className="flex min-h-11 items-center gap-2">
          <input type="checkbox" name="sure" value="yes" required /> {t('deleteConfirm')}
        </label>
        <label className="flex min-h-11 items-center gap-2">
          <input type="checkbox" name="blocked" value="yes" /> {t('block')}
        </label>
        <button type="submit" className="button button-danger">
          {t('delete')}
        </button>
      </StaffForm>
    </section>
  );
}
