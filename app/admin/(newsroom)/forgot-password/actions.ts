'use server';
import { randomInt } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { after } from 'next/server';
import { getTranslations } from 'next-intl/server';
import { z } from 'zod';
import { fieldsOf } from '#app/admin/form';
import { attemptFor, guestLocale, isSameOrigin } from '#app/admin/gate';
import { accountLinkAddress, FORGOT_PASSWORD } from '#i18n/admin-addresses';
import { createResetLink } from '#newsroom/staff/create-token-link';
import { emailOf } from '#newsroom/staff/token-link';
import { publicUrl } from '#platform/env';
import { log } from '#platform/log';
import { hasMail, sendMail } from '#platform/mail';
import { countAttempt } from '#platform/rate-limits';

const address = z.string().max(320).transform(emailOf).pipe(z.email());

/** Within which time after the answer a letter is written, milliseconds. */
const WRITTEN_AFTER = [500, 4_000] as const;

/**
 * Has a link to a new password sent. Whether the e-mail is anybody's shows neither in the answer nor in its time: the
 * letter is written after it, and not at once, so that no page tells that is asked for next either
 * (bench/sign-in-times.ts).
 */
export async function askNewPassword(_: unknown, data: FormData): Promise<{ ok: boolean; message: string }> {
  const locale = await guestLocale();
  const [t, s] = await Promise.all([
    getTranslations({ locale, namespace: 'forgotPassword' }),
    getTranslations({ locale, namespace: 'signIn' }),
  ]);
  if (!(await isSameOrigin()))
    return { ok: false, message: s('otherSite', { address: publicUrl() + FORGOT_PASSWORD }) };
  if (!hasMail()) return { ok: false, message: t('noMail') };
  const read = address.safeParse(fieldsOf(data).email);
  if (!read.success) return { ok: false, message: t('bad') };
  const tried = await countAttempt('password-reset', await attemptFor(read.data));
  if (!tried.ok) return { ok: false, message: s('wait', { count: Math.ceil(tried.waitSeconds / 60) }) };
  after(() => sendLink(read.data));
  return { ok: true, message: t('sent') };
}

async function sendLink(to: string): Promise<void> {
  await sleep(randomInt(...WRITTEN_AFTER));
  const made = await createResetLink(to);
  if (!made) return;
  const t = await getTranslations({ locale: made.language, namespace: 'emails.passwordReset' });
  const link = publicUrl() + accountLinkAddress(made.token);
  const words = { site: new URL(link).host, link };
  const sent = await sendMail({ to, subject: t('subject', words), text: t('text', words) });
  if (!sent.ok) log().warn({ why: sent.why }, 'a letter to one of the staff could not be sent');
}
