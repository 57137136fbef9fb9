import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { getActor, guestLocale } from '#app/admin/gate';
import { Field } from '#components/staff/field';
import { PasskeySignIn } from '#components/staff/passkey-sign-in.island';
import { SignInLayout } from '#components/staff/sign-in-layout';
import { StaffForm } from '#components/staff/staff-form.island';
import { ADMIN, FORGOT_PASSWORD } from '#i18n/admin-addresses';
import { beginPasskeySignIn, finishPasskeySignIn, signIn } from './actions.ts';

export async function generateMetadata() {
  await guestLocale();
  const t = await getTranslations('signIn');
  return { title: t('title') };
}

export default async function SignInPage({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  if (await getActor()) redirect(ADMIN);
  await guestLocale();
  const [t, p] = await Promise.all([getTranslations('signIn'), getTranslations('passkeys')]);
  const { to: asked } = await searchParams;
  const to = typeof asked === 'string' ? asked : '';
  return (
    <SignInLayout title={t('title')}>
      <StaffForm action={signIn} className="grid gap-4">
        <input type="hidden" name="to" value={to} />
        <Field label={t('email')} name="email" type="email" autoComplete="username webauthn" required />
        <Field label={t('password')} name="password" type="password" autoComplete="current-password" required />
        <button type="submit" className="button button-main">
          {t('submit')}
        </button>
      </StaffForm>
      <PasskeySignIn
        begin={beginPasskeySignIn}
        finish={finishPasskeySignIn}
        to={to}
        words={{ signIn: p('signIn'), refused: p('refused') }}
      />
      <a href={FORGOT_PASSWORD} className="quiet -ml-2 justify-self-start underline">
        {t('forgotPassword')}
      </a>
    </SignInLayout>
  );
}
