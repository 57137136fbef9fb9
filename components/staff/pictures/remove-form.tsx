import { useTranslations } from 'next-intl';
import { FoldedForm } from '#components/staff/folded-form';
import type { Answer } from '#components/staff/staff-form.island';

type Action = (previous: Answer | null, form: FormData) => Promise<Answer | null>;

/** Behind a fold: nobody removes a picture by a slip of the hand. */
export function RemoveForm({ id, action }: { id: string; action: Action }) {
  const t = useTranslations('pictures.details.delete');
  return (
    <FoldedForm
      action={action}
      summary={t('title')}
      look="quiet -ml-2 cursor-pointer"
      fields="mt-2 grid justify-items-start gap-3"
      className="grid border-rule border-t pt-2 has-[.message]:gap-3"
    >
      <p>{t('hint')}</p>
      <input type="hidden" name="id" value={id} />
      <button type="submit" className="button button-danger">
        {t('submit')}
      </button>
    </FoldedForm>
  );
}
