import { useTranslations } from 'next-intl';
import { Field } from '#components/staff/field';
import { type Answer, StaffForm } from '#components/staff/staff-form.island';
import { EXPORT_REDIRECTS } from '#i18n/admin-addresses';

/** Redirects from a file, checked first if somebody likes, and into one. */
export function RedirectFiles({
  rowLimit,
  action,
}: {
  rowLimit: number;
  action: (previous: Answer | null, form: FormData) => Promise<Answer>;
}) {
  const t = useTranslations('redirects.import');
  return (
    <>
      <section className="grid gap-2">
        <h2 className="newsroom-heading">{t('title')}</h2>
        <StaffForm action={action} label={t('title')} className="grid max-w-2xl gap-4">
          <Field
            label={t('file')}
            hint={t('fileHint', { rows: rowLimit })}
            name="file"
            type="file"
            accept=".csv,.tsv,.txt"
            required
          />
          <div className="flex flex-wrap gap-2">
            <button type="submit" name="act" value="check" className="button">
              {t('check')}
            </button>
            <button type="submit" name="act" value="save" className="button button-main">
              {t('save')}
            </button>
          </div>
        </StaffForm>
      </section>
      <section className="mt-8 grid justify-items-start gap-2">
        <h2 className="newsroom-heading">{t('exportTitle')}</h2>
        <a href={EXPORT_REDIRECTS} className="button" download>
          {t('export')}
        </a>
      </section>
    </>
  );
}
