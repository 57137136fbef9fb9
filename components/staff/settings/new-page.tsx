import { useTranslations } from 'next-intl';
import { Field } from '#components/staff/field';
import { PageFields } from '#components/staff/settings/page-fields';
import { type Answer, StaffForm } from '#components/staff/staff-form.island';

/** Creates a page about the paper: its address and its titles; its text is written next. */
export function NewPage({ action }: { action: (previous: Answer | null, form: FormData) => Promise<Answer> }) {
  const t = useTranslations();
  return (
    <details className="w-full">
      <summary className="button button-main">{t('mastheadDesk.newPage')}</summary>
      <StaffForm action={action} label={t('mastheadDesk.newPage')} className="mt-3 grid gap-4">
        <div className="max-w-md">
          <Field
            label={t('topicDesk.key')}
            name="key"
            hint={`${t('topicDesk.keyHint')} ${t('topicDesk.keyStays')}`}
            maxLength={80}
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            required
          />
        </div>
        <PageFields texts={{}} />
        <button type="submit" className="button button-main justify-self-start">
          {t('topicDesk.make')}
        </button>
      </StaffForm>
    </details>
  );
}
