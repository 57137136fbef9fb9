import { useTranslations } from 'next-intl';
import { Field } from '#components/staff/field';
import { type Answer, StaffForm } from '#components/staff/staff-form.island';

type Action = (previous: Answer | null, form: FormData) => Promise<Answer | null>;

/** Lets a tag go into another one. */
export function TagMerger({ tag, action }: { tag: string; action: Action }) {
  const t = useTranslations('topics.merge');
  return (
    <section className="mt-8 grid gap-2">
      <h2 className="newsroom-heading">{t('title')}</h2>
      <p>{t('note')}</p>
      <StaffForm action={action} label={t('title')} className="grid max-w-md gap-3">
        <input type="hidden" name="from" value={tag} />
        <Field label={t('into')} name="into" maxLength={80} autoComplete="off" autoCapitalize="none" required />
        <label className="flex min-h-11 items-center gap-2">
          <input type="checkbox" name="sure" value="yes" required className="size-5" />
          {t('confirm')}
        </label>
        <button type="submit" className="button justify-self-start">
          {t('submit')}
        </button>
      </StaffForm>
    </section>
  );
}
