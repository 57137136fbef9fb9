import { useTranslations } from 'next-intl';
import { type Answer, StaffForm } from '#components/staff/staff-form.island';

type Action = (previous: Answer | null, form: FormData) => Promise<Answer | null>;

/** Behind a fold: nobody removes a picture by a slip of the hand. */
export function RemoveForm({ id, action }: { id: string; action: Action }) {
  const t = useTranslations('pictures.details.delete');
  return (
    <details className="border-rule border-t pt-2">
      <summary className="quiet -ml-2 cursor-pointer">{t('title')}</summary>
      <StaffForm action={action} className="mt-2 grid justify-items-start gap-3">
        <p>{t('hint')}</p>
        <input type="hidden" name="id" value={id} />
        <button type="submit" className="button button-danger">
          {t('submit')}
        </button>
      </StaffForm>
    </details>
  );
}
