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
  const t = useTranslations('articles');
  return (
    <StaffForm action={action} label={t('act')} id={id} className="mt-3 flex flex-wrap items-end gap-3">
      <label className="field">
        <span>{t('act')}</span>
        <select name="act" className="input">
          <option value="in_review">{t('actReview')}</option>
          {mayApprove && <option value="ready">{t('actReady')}</option>}
          <option value="remove">{t('actRemove')}</option>
        </select>
      </label>
      <button type="submit" className="button">
        {t('actSubmit')}
      </button>
    </StaffForm>
  );
}
