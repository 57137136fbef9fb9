import { useTranslations } from 'next-intl';
import type { ComponentProps } from 'react';
import { Field } from '#components/staff/field';
import { LanguageChoice } from '#components/staff/people/choice';
import { StaffForm } from '#components/staff/staff-form.island';
import type { Language } from '#i18n/languages';

export function ProfileForm({
  action,
  name,
  language,
}: {
  action: ComponentProps<typeof StaffForm>['action'];
  name: string;
  language: Language;
}) {
  const t = useTranslations('account.profile');
  return (
    <section className="grid gap-3">
      <h2 className="newsroom-heading">{t('heading')}</h2>
      <StaffForm action={action} className="grid gap-4">
        <Field label={t('name')} name="name" autoComplete="name" maxLength={100} defaultValue={name} required />
        <LanguageChoice value={language} label={t('language')} />
        <button type="submit" className="button justify-self-start">
          {t('save')}
        </button>
      </StaffForm>
    </section>
  );
}
