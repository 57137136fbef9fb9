import { useTranslations } from 'next-intl';
import { type Answer, StaffForm } from '#components/staff/staff-form.island';

/** What can be done to several articles at once; each is asked for and refused by itself. */
export function BulkForm({
  id,
  mayApprove,
  action,
}: {
  id: string;
  mayApprove: boolean;
  action: (previous: Answer | null, form: FormData) => Promise<Answer>;
}) {
  const t = useTranslations('articles.bulk');
  return (
    <StaffForm action={action} label={t('label')} id={id} className="mt-3 flex flex-wrap items-end gap-3">
      <label className="field">
        <span>{t('label')}</span>
        <select name="act" className="input">
          <option value="in_review">{t('submitForReview')}</option>
          {mayApprove && <option value="ready">{t('approve')}</option>}
          <option value="remove">{t('moveToTrash')}</option>
        </select>
      </label>
      <button type="submit" className="button">
        {t('apply')}
      </button>
    </StaffForm>
  );
}
