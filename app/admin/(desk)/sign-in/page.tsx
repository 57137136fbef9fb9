import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { DoorPage } from '#components/staff/door-page';
import { Field } from '#components/staff/field';
import { PasskeyDoor } from '#components/staff/passkey-door.island';
import { StaffForm } from '#components/staff/staff-form.island';
import { DESK, NEW_PASSWORD } from '#i18n/desk-addresses';
import { speakToStranger, whoIsThere } from '../../gate.ts';
import { beginPasskeySignIn, finishPasskeySignIn, signIn } from './actions.ts';

export async function generateMetadata() {
  await speakToStranger();
  const t = await getTranslations('signIn');
  return { title: t('title') };
}

export default async function SignInPage({ searchParams }: { searchParams: Promise<Record<string, string | string[] | undefined>> }) {
  if (await whoIsThere()) redirect(DESK);
  await speakToStranger();
  const [t, p] = await Promise.all([getTranslations('signIn'), getTranslations('passkeys')]);
  const { to: asked } = await searchParams;
  const to = typeof asked === 'string' ? asked : '';
  return (
    <DoorPage title={t('title')}>
      <StaffForm action={signIn} className="grid gap-4">
        <input type="hidden" name="to" value={to} />
        <Field label={t('email')} name="email" type="email" autoComplete="username webauthn" required />
        <Field label={t('password')} name="password" type="password" autoComplete="current-password" required />
        <button type="submit" className="button button-main">
          {t('submit')}
        </button>
      </StaffForm>
      <PasskeyDoor begin={beginPasskeySignIn} finish={finishPasskeySignIn} to={to} words={{ signIn: p('signIn'), refused: p('refused') }} />
      <a href={NEW_PASSWORD} className="quiet -ml-2 justify-self-start underline">
        {t('forgotten')}
      </a>
    </DoorPage>
  );
}
