import { useTranslations } from 'next-intl';
import { type Answer, StaffForm } from '#components/staff/staff-form.island';

/** Removes a source, once that has been said twice. */
export function SourceRemoval({
  id,
  action,
}: {
  id: number;
  action: (previous: Answer | null, form: FormData) => Promise<Answer>;
}) {
  const t = useTranslations('sources');
  return (
    <section className="mt-8 grid gap-2">
      <h2 className="newsroom-heading">{t('remove')}</h2>
      <StaffForm action={action} label={t('remove')} className="grid justify-items-start gap-2">
        <input type="hidden" name="id" value={id} />
        <label className="flex min-h-11 items-center gap-2">
          <input type="checkbox" name="sure" value="yes" required /> {t('removeConfirm')}
        </label>
        <button type="submit" className="button button-danger">
          {t('remove')}
        </button>
      </StaffForm>
    </section>
  );
}
