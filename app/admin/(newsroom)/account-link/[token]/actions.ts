'use server';
import { headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { z } from 'zod';
import { fieldsOf } from '#app/admin/form';
import { guestLocale, isSameOrigin } from '#app/admin/gate';
import { ADMIN, SETUP, SIGN_IN, TWO_FACTOR } from '#i18n/admin-addresses';
import { newsroomLanguageCode } from '#newsroom/languages/language-code';
import { refuse } from '#newsroom/result';
import { isSetUpOpen } from '#newsroom/setup/set-up-site';
import { createAccount } from '#newsroom/staff/create-account';
import { resetPassword } from '#newsroom/staff/reset-password';
import { authentication, hashPassword, PASSWORD_LENGTH, unlessRefused } from '#platform/authentication';
import { publicUrl } from '#platform/env';
import { countAttempt } from '#platform/rate-limits';

const { min, max } = PASSWORD_LENGTH;
const token = z.string().max(100);
const password = z.string().min(min).max(max);
const reset = z.strictObject({ token, password, email: z.string().optional() });
const newcomer = z.strictObject({
  token,
  password,
  name: z.string().trim().min(1).max(100),
  email: z.email().max(320),
  language: newsroomLanguageCode,
});

/** Follows a link that lets somebody in once: makes the account or sets the new password, and signs them in. */
export async function enter(_: unknown, data: FormData): Promise<{ ok: false; message: string }> {
  const locale = await guestLocale();
  const [t, s] = await Promise.all([
    getTranslations({ locale, namespace: 'accountLink' }),
    getTranslations({ locale, namespace: 'signIn' }),
  ]);
  if (!(await isSameOrigin())) return { ok: false, message: s('otherSite', { address: publicUrl() + SIGN_IN }) };
  const requestHeaders = await headers();
  const address = requestHeaders.get('x-client-address') ?? '';
  const tried = await countAttempt('account-link', { address });
  if (!tried.ok) return { ok: false, message: s('wait', { count: Math.ceil(tried.waitSeconds / 60) }) };

  const given = fieldsOf(data);
  const came = 'name' in given ? await newAccount(given, address) : await newPassword(given, address);
  if (!came.ok) return { ok: false, message: t(`errors.${came.why}`, { min, max }) };
  const answer = await unlessRefused(
    authentication().api.signInEmail({
      body: { email: came.email, password: String(given.password) },
      headers: requestHeaders,
    }),
  );
  if (!answer) redirect(SIGN_IN);
  if ('twoFactorRedirect' in answer) redirect(TWO_FACTOR);
  // Of an owner, who is the first; whoever may not choose it is not asked.
  redirect(came.isFirst && (await isSetUpOpen()) ? SETUP : ADMIN);
}

async function newAccount(given: object, address: string) {
  const read = newcomer.safeParse(given);
  if (!read.success) return refuse('invalid', 'it');
  return createAccount(read.data.token, {
    ...read.data,
    passwordHash: await hashPassword(read.data.password),
    address,
  });
}

async function newPassword(given: object, address: string) {
  const read = reset.safeParse(given);
  if (!read.success) return refuse('invalid', 'it');
  const email = await resetPassword(read.data.token, { passwordHash: await hashPassword(read.data.password), address });
  return email ? ({ ok: true, email, isFirst: false } as const) : refuse('not-found', 'link');
}
