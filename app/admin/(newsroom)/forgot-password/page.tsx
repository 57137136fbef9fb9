import { getTranslations } from 'next-intl/server';
import { guestLocale } from '#app/admin/gate';
import { Field } from '#components/staff/field';
import { SignInLayout } from '#components/staff/sign-in-layout';
import { StaffForm } from '#components/staff/staff-form.island';
import { SIGN_IN } from '#i18n/admin-addresses';
import { hasMail } from '#platform/mail';
import { askNewPassword } from './actions.ts';

export async function generateMetadata() {
  await guestLocale();
  const t = await getTranslations('forgotPassword');
  return { title: t('title') };
}

export default async function ForgotPasswordPage() {
  await guestLocale();
  const t = await getTranslations('forgotPassword');
  return (
    <SignInLayout title={t('title')}>
      {hasMail() ? (
        <>
          <p>{t('note')}</p>
          <StaffForm action={askNewPassword} className="grid gap-4">
            <Field label={t('email')} name="email" type="email" autoComplete="username" maxLength={320} required />
            <button type="submit" className="button button-main">
              {t('submit')}
            </button>
          </StaffForm>
        </>
      ) : (
        <p className="message">{t('noMail')}</p>
      )}
      <a href={SIGN_IN} className="quiet -ml-2 justify-self-start underline">
        {t('back')}
      </a>
    </SignInLayout>
  );
}
