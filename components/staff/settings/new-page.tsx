import { useTranslations } from 'next-intl';
import { Field } from '#components/staff/field';
import { FoldedForm } from '#components/staff/folded-form';
import { PageFields } from '#components/staff/settings/page-fields';
import type { Answer } from '#components/staff/staff-form.island';

/** Creates a page about the paper: its address and its titles; its text is written next. */
export function NewPage({ action }: { action: (previous: Answer | null, form: FormData) => Promise<Answer> }) {
  const t = useTranslations();
  return (
    <FoldedForm
      action={action}
      label={t('settings.pages.create')}
      summary={t('settings.pages.create')}
      fields="mt-3 grid gap-4"
    >
      <div className="max-w-md">
        <Field
          label={t('topics.slug')}
          name="key"
          hint={`${t('topics.slugHint')} ${t('topics.slugFixed')}`}
          maxLength={80}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          required
        />
      </div>
      <PageFields texts={{}} />
      <button type="submit" className="button button-main justify-self-start">
        {t('topics.create')}
      </button>
    </FoldedForm>
  );
}
