import { useTranslations } from 'next-intl';
import { Field } from '#components/staff/field';
import { FoldedForm } from '#components/staff/folded-form';
import { DestinationFields } from '#components/staff/redirects/destination-fields';
import type { Answer } from '#components/staff/staff-form.island';

/** Adds a redirect; stands open where the old address is given already. */
export function NewRedirect({
  from,
  action,
}: {
  from: string;
  action: (previous: Answer | null, form: FormData) => Promise<Answer>;
}) {
  const t = useTranslations('redirects');
  return (
    <FoldedForm action={action} label={t('create')} summary={t('create')} isOpen={from !== ''} clears>
      <Field
        label={t('from')}
        name="from"
        hint={t('fromHint')}
        defaultValue={from}
        maxLength={2_000}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        required
      />
      <DestinationFields to="" isGone={false} />
      <button type="submit" className="button button-main justify-self-start">
        {t('add')}
      </button>
    </FoldedForm>
  );
}
