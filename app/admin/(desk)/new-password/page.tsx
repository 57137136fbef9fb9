import { getTranslations } from 'next-intl/server';
import { DoorPage } from '#components/staff/door-page';
import { Field } from '#components/staff/field';
import { StaffForm } from '#components/staff/staff-form.island';
import { SIGN_IN } from '#i18n/desk-addresses';
import { hasMail } from '#platform/mail';
import { speakToStranger } from '../../gate.ts';
import { askNewPassword } from './actions.ts';

export async function generateMetadata() {
  await speakToStranger();
  const t = await getTranslations('newPassword');
  return { title: t('title') };
}

export default async function NewPasswordPage() {
  await speakToStranger();
  const t = await getTranslations('newPassword');
  return (
    <DoorPage title={t('title')}>
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
    </DoorPage>
  );
}
