import { useTranslations } from 'next-intl';
import { Field } from '#components/staff/field';
import { type Answer, StaffForm } from '#components/staff/staff-form.island';
import { type Accent, DEFAULT_ACCENT } from '#newsroom/settings/accent';

export function AccentForm({
  accent,
  action,
}: {
  accent: Accent | null;
  action: (previous: Answer | null, form: FormData) => Promise<Answer>;
}) {
  const t = useTranslations('settings');
  return (
    <section className="grid gap-2">
      <h2 className="newsroom-heading">{t('appearance.accent')}</h2>
      <p className="text-soft">{t('appearance.accentNote')}</p>
      <StaffForm action={action} label={t('appearance.accent')} className="grid justify-items-start gap-4 *:w-full">
        <Field
          label={t('appearance.light')}
          hint={t('appearance.lightHint', { example: DEFAULT_ACCENT.light })}
          name="light"
          defaultValue={accent?.light}
          autoComplete="off"
        />
        <Field
          label={t('appearance.dark')}
          hint={t('appearance.darkHint')}
          name="dark"
          defaultValue={accent?.dark}
          autoComplete="off"
        />
        <button type="submit" className="button button-main w-auto!">
          {t('save')}
        </button>
      </StaffForm>
    </section>
  );
}
