import { getTranslations } from 'next-intl/server';
import { FactorSection } from '#components/staff/account/factor-section';
import { PasskeySection } from '#components/staff/account/passkey-section';
import { PasswordForm } from '#components/staff/account/password-form';
import { PresenceList } from '#components/staff/account/presence-list';
import { ProfileForm } from '#components/staff/account/profile-form';
import { DeskPage } from '#components/staff/desk-page';
import { PASSWORD_LENGTH } from '#platform/authentication';
import { admitted } from '../../gate.ts';
import * as actions from './actions.ts';
import { readAccount } from './reads.ts';

export async function generateMetadata() {
  await admitted('account.edit');
  const t = await getTranslations('account');
  return { title: t('title') };
}

export default async function AccountPage() {
  const actor = await admitted('account.edit');
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
    <DeskPage actor={actor} room="account" title={t('account.title')} tools={leave}>
      <p className="mb-6 text-soft">{t('account.signedInAs', { email, role: t(`roles.${actor.role}`) })}</p>
      <div className="grid items-start gap-8 min-[48rem]:grid-cols-2">
        <ProfileForm action={actions.saveProfile} name={actor.name} language={actor.language} />
        <PasswordForm action={actions.changePassword} email={email} length={PASSWORD_LENGTH} />
        <FactorSection isOn={hasSecondFactor} email={email} actions={actions} />
        <PasskeySection passkeys={passkeys} email={email} shown={shown} actions={actions} />
        <PresenceList presences={presences} here={here} shown={shown} actions={actions} />
      </div>
    </DeskPage>
  );
}
