import { useTranslations } from 'next-intl';
import type { ComponentProps } from 'react';
import { Field } from '#components/staff/field';
import { LanguageChoice, RoleChoice } from '#components/staff/people/choice';
import { StaffForm } from '#components/staff/staff-form.island';
import type { Language } from '#i18n/languages';

export function InvitationForm({
  action,
  language,
  isMailed,
}: {
  action: ComponentProps<typeof StaffForm>['action'];
  language: Language;
  /** Whether a letter goes out, or the link is shown. */
  isMailed: boolean;
}) {
  const t = useTranslations('people');
  return (
    <section className="grid gap-3">
      <h2 className="newsroom-heading">{t('invite.title')}</h2>
      <p>{isMailed ? t('invite.byEmail') : t('invite.byHand')}</p>
      <StaffForm action={action} clears className="grid gap-4">
        <Field label={t('invite.email')} name="email" type="email" autoComplete="off" maxLength={320} required />
        <RoleChoice value="author" label={t('role')} />
        <LanguageChoice value={language} label={t('language')} />
        <button type="submit" className="button button-main justify-self-start">
          {t('invite.submit')}
        </button>
      </StaffForm>
    </section>
  );
}
