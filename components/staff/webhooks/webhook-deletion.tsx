import { useTranslations } from 'next-intl';
import type { ComponentProps } from 'react';
import { StaffForm } from '#components/staff/staff-form.island';

/** Deletes a webhook, once that has been said twice. */
export function WebhookDeletion({ id, action }: { id: number; action: ComponentProps<typeof StaffForm>['action'] }) {
  const t = useTranslations('webhooks');
  return (
    <section className="mt-8 grid gap-2">
      <h2 className="newsroom-heading">{t('delete')}</h2>
      <StaffForm action={action} label={t('delete')} className="grid justify-items-start gap-2">
        <input type="hidden" name="id" value={id} />
        <label className="flex min-h-11 items-center gap-2">
          <input type="checkbox" name="sure" value="yes" required /> {t('deleteConfirm')}
        </label>
        <button type="submit" className="button button-danger">
          {t('delete')}
        </button>
      </StaffForm>
    </section>
  );
}
