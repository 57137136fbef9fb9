import { headers } from 'next/headers';
import { getTranslations } from 'next-intl/server';
import type { Answer } from '#components/staff/staff-form.island';
import type { Actor } from '#newsroom/permissions/actor';
import { authentication, unlessRefused } from '#platform/authentication';
import { countAttempt, forgetAttempts } from '#platform/rate-limits';
import { currentSession } from './gate.ts';

/**
 * Why a password is not taken for one's own; undefined where it is. Tries are counted with those at the door: an open
 * browser is no better place to guess.
 */
export async function refuseWrongPassword(actor: Actor, password: string): Promise<Answer | undefined> {
  const session = await currentSession();
  const account = session?.user.email ?? actor.id;
  const attempt = { account, address: actor.address, device: session?.session.id };
  const tried = await countAttempt('sign-in', attempt);
  if (!tried.ok) return refuseForNow(actor, tried.waitSeconds);
  if (await unlessRefused(authentication().api.verifyPassword({ body: { password }, headers: await headers() }))) {
    await forgetAttempts('sign-in', attempt);
    return undefined;
  }
  const t = await getTranslations({ locale: actor.language, namespace: 'account' });
  return { ok: false, message: t('wrongPassword') };
}

/** For whoever has tried too often: in how many minutes they may again. */
export async function refuseForNow({ language }: Actor, seconds: number): Promise<Answer> {
  const t = await getTranslations({ locale: language, namespace: 'signIn' });
  return { ok: false, message: t('wait', { count: Math.ceil(seconds / 60) }) };
}
