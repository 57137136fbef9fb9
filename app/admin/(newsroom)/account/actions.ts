'use server';
import { refresh } from 'next/cache';
import { headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { toString as pictureOf } from 'qrcode';
import { z } from 'zod';
import { fieldsOf, signedOut } from '#app/admin/form';
import { currentSession, isSameOrigin, sameOriginActor } from '#app/admin/gate';
import { refuseForNow, refuseWrongPassword } from '#app/admin/own-password';
import type { Answer } from '#components/staff/staff-form.island';
import { SIGN_IN } from '#i18n/admin-addresses';
import { newsroomLanguageCode } from '#newsroom/languages/language-code';
import { removePasskey as removeOwnPasskey } from '#newsroom/staff/remove-passkey';
import { endOtherSessions, revokeSession } from '#newsroom/staff/revoke-session';
import { saveOwnAccount } from '#newsroom/staff/save-own-account';
import { authentication, PASSWORD_LENGTH, unlessRefused } from '#platform/authentication';
import { countAttempt, forgetAttempts } from '#platform/rate-limits';

type Creation = Awaited<ReturnType<ReturnType<typeof authentication>['api']['generatePasskeyRegistrationOptions']>>;

const { min, max } = PASSWORD_LENGTH;
const profile = z.strictObject({ name: z.string().trim().min(1).max(100), language: newsroomLanguageCode });
const fresh = z.strictObject({ currentPassword: z.string().max(1_000), newPassword: z.string().min(min).max(max) });

export async function saveProfile(_: unknown, data: FormData): Promise<Answer> {
  const actor = await sameOriginActor();
  if (!actor) return signedOut();
  const read = profile.safeParse(fieldsOf(data));
  // In the language that has just been chosen.
  const t = await getTranslations({ locale: read.data?.language ?? actor.language, namespace: 'account.profile' });
  if (!read.success) return { ok: false, message: t('bad') };
  await saveOwnAccount(actor, read.data);
  refresh();
  return { ok: true, message: t('saved') };
}

export async function changePassword(_: unknown, data: FormData): Promise<Answer> {
  const actor = await sameOriginActor();
  if (!actor) return signedOut();
  const t = await getTranslations({ locale: actor.language, namespace: 'account.password' });
  const read = fresh.safeParse(fieldsOf(data));
  if (!read.success) return { ok: false, message: t('bad', { min, max }) };
  const refused = await refuseWrongPassword(actor, read.data.currentPassword);
  if (refused) return refused;
  await authentication().api.changePassword({
    body: { ...read.data, revokeOtherSessions: true },
    headers: await headers(),
  });
  return { ok: true, message: t('changed') };
}

/**
 * First step to a second factor: a key for the app, as a picture and as text. It is asked for nowhere before its first
 * code has been given.
 */
export async function showFactor(_: unknown, data: FormData): Promise<Answer> {
  const actor = await sameOriginActor();
  if (!actor) return signedOut();
  const t = await getTranslations({ locale: actor.language, namespace: 'account.twoFactor' });
  const password = String(fieldsOf(data).password ?? '');
  const refused = await refuseWrongPassword(actor, password);
  if (refused) return refused;
  const made = await unlessRefused(
    authentication().api.enableTwoFactor({ body: { password }, headers: await headers() }),
  );
  if (made?.method !== 'totp') return { ok: false, message: t('isOn') };
  const text = new URL(made.totpURI).searchParams.get('secret') ?? '';
  const svg = await pictureOf(made.totpURI, { type: 'svg', margin: 4 });
  const picture = `data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}`;
  return { ok: true, message: t('scan'), handouts: [{ label: t('key'), text, picture }] };
}

/**
 * Recovery codes: the first ones, once the app's first code has proved that it has the key; later new ones, for a
 * password.
 */
export async function giveCodes(_: unknown, data: FormData): Promise<Answer> {
  const actor = await sameOriginActor();
  if (!actor) return signedOut();
  const t = await getTranslations({ locale: actor.language, namespace: 'account.twoFactor' });
  const { api } = authentication();
  const requestHeaders = await headers();
  const given = fieldsOf(data);
  if ('code' in given) {
    // Whoever has only found the browser open must not guess their way to codes.
    const session = await currentSession();
    if (session?.user.twoFactorEnabled) return { ok: false, message: t('isOn') };
    const attempt = { account: actor.id, address: actor.address, device: session?.session.id };
    const tried = await countAttempt('two-factor', attempt);
    if (!tried.ok) return refuseForNow(actor, tried.waitSeconds);
    const code = String(given.code).replace(/\s/g, '');
    if (!(await unlessRefused<object>(api.verifyTOTP({ body: { code }, headers: requestHeaders }))))
      return { ok: false, message: t('wrongCode') };
    await forgetAttempts('two-factor', attempt);
    const { backupCodes } = await api.viewBackupCodes({ body: { userId: actor.id } });
    return {
      ok: true,
      message: t('turnedOn'),
      handouts: [{ label: t('recoveryCodes'), text: backupCodes.join('\n') }],
    };
  }
  const password = String(given.password ?? '');
  const refused = await refuseWrongPassword(actor, password);
  if (refused) return refused;
  const { backupCodes } = await api.generateBackupCodes({ body: { password }, headers: requestHeaders });
  return {
    ok: true,
    message: t('codesCreated'),
    handouts: [{ label: t('recoveryCodes'), text: backupCodes.join('\n') }],
  };
}

export async function turnFactorOff(_: unknown, data: FormData): Promise<Answer> {
  const actor = await sameOriginActor();
  if (!actor) return signedOut();
  const t = await getTranslations({ locale: actor.language, namespace: 'account.twoFactor' });
  const password = String(fieldsOf(data).password ?? '');
  const refused = await refuseWrongPassword(actor, password);
  if (refused) return refused;
  await authentication().api.disableTwoFactor({ body: { password }, headers: await headers() });
  return { ok: true, message: t('turnedOff') };
}

/** What a new passkey is to sign; whoever has only found the browser open cannot make themselves one. */
export async function beginPasskey(password: string): Promise<{ ok: true; options: Creation } | Answer> {
  const actor = await sameOriginActor();
  if (!actor) return signedOut();
  const refused = await refuseWrongPassword(actor, String(password));
  if (refused) return refused;
  return {
    ok: true,
    options: await authentication().api.generatePasskeyRegistrationOptions({ headers: await headers(), query: {} }),
  };
}

export async function keepPasskey(name: string, response: unknown): Promise<Answer> {
  const actor = await sameOriginActor();
  if (!actor) return signedOut();
  const t = await getTranslations({ locale: actor.language, namespace: 'passkeys' });
  const body = { response, name: String(name).trim().slice(0, 100) };
  const kept = await unlessRefused(authentication().api.verifyPasskeyRegistration({ body, headers: await headers() }));
  if (!kept) return { ok: false, message: t('failed') };
  refresh();
  return { ok: true, message: t('saved') };
}

export async function removePasskey(_: unknown, data: FormData): Promise<Answer> {
  const actor = await sameOriginActor();
  if (!actor) return signedOut();
  const t = await getTranslations({ locale: actor.language, namespace: 'passkeys' });
  await removeOwnPasskey(actor, String(fieldsOf(data).id));
  refresh();
  return { ok: true, message: t('removed') };
}

export async function revokeSessionAction(_: unknown, data: FormData): Promise<Answer> {
  const actor = await sameOriginActor();
  if (!actor) return signedOut();
  const t = await getTranslations({ locale: actor.language, namespace: 'account.sessions' });
  const count = await revokeSession(actor, String(fieldsOf(data).id));
  refresh();
  return count > 0 ? { ok: true, message: t('ended') } : { ok: false, message: t('gone') };
}

export async function revokeOtherSessionsAction(): Promise<Answer> {
  const [actor, here] = [await sameOriginActor(), await currentSession()];
  if (!actor || !here) return signedOut();
  const t = await getTranslations({ locale: actor.language, namespace: 'account.sessions' });
  const count = await endOtherSessions(actor, here.session.id);
  refresh();
  return { ok: true, message: t('othersEnded', { count }) };
}

export async function signOut(): Promise<void> {
  const [actor, here] = [await sameOriginActor(), await currentSession()];
  if (actor && here) await revokeSession(actor, here.session.id, 'account.signedOut');
  // The session is gone; the door takes the cookies back.
  if (await isSameOrigin()) await authentication().api.signOut({ headers: await headers() });
  redirect(SIGN_IN);
}
