import { getTranslations } from 'next-intl/server';
import { requireActor } from '#app/admin/gate';
import { PasskeySection } from '#components/staff/account/passkey-section';
import { PasswordForm } from '#components/staff/account/password-form';
import { ProfileForm } from '#components/staff/account/profile-form';
import { SessionList } from '#components/staff/account/session-list';
import { TwoFactorSection } from '#components/staff/account/two-factor-section';
import { NewsroomPage } from '#components/staff/newsroom-page';
import { PASSWORD_LENGTH } from '#platform/authentication';
import * as actions from './actions.ts';
import { readAccount } from './reads.ts';

export async function generateMetadata() {
  await requireActor('account.edit');
  const t = await getTranslations('account');
  return { title: t('title') };
}

export default async function AccountPage() {
  const actor = await requireActor('account.edit');
  const t = await getTranslations();
  const { email, hasSecondFactor, here, passkeys, presences, timeZone } = await readAccount(actor);
  const shown = { language: actor.language, timeZone };
  const leave = (
    <form action={actions.signOut}>
      <button type="submit" className="button">
        {t('signIn.signOut')}
      </button>
    </form>
  );
  return (
    <NewsroomPage actor={actor} room="account" title={t('account.title')} tools={leave}>
      <p className="mb-6 text-soft">{t('account.signedInAs', { email, role: t(`roles.${actor.role}`) })}</p>
      <div className="grid items-start gap-8 min-[48rem]:grid-cols-2">
        <ProfileForm action={actions.saveProfile} name={actor.name} language={actor.language} />
        <PasswordForm action={actions.changePassword} email={email} length={PASSWORD_LENGTH} />
        <TwoFactorSection isOn={hasSecondFactor} email={email} actions={actions} />
        <PasskeySection passkeys={passkeys} email={email} shown={shown} actions={actions} />
        <SessionList presences={presences} here={here} shown={shown} actions={actions} />
      </div>
    </NewsroomPage>
  );
}
