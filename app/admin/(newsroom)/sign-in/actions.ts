'use server';
import type { AuthenticationResponseJSON } from '@simplewebauthn/browser';
import { headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { z } from 'zod';
import { fieldsOf } from '#app/admin/form';
import { attemptFor, guestLocale, isSameOrigin, type NotLetIn, notLetIn } from '#app/admin/gate';
import { adminAddressOr, SIGN_IN, TWO_FACTOR } from '#i18n/admin-addresses';
import { emailOf } from '#newsroom/staff/token-link';
import { authentication, unlessRefused } from '#platform/authentication';
import { publicUrl } from '#platform/env';
import { countAttempt, forgetAttempts } from '#platform/rate-limits';

const form = z.object({
  email: z.string().max(320).transform(emailOf),
  password: z.string().min(1).max(1_000),
  to: z.string().max(2_000),
});

// What else has to be in it, the door looks for itself.
const signed = z.custom<AuthenticationResponseJSON>(
  (value) => z.looseObject({ id: z.string().max(2_000) }).safeParse(value).success,
);

/**
 * Lets somebody in by e-mail and password. Whoever is unknown, suspended or mistaken is told the same, after the same
 * work.
 */
export async function signIn(_: unknown, data: FormData): Promise<NotLetIn> {
  const t = await getTranslations({ locale: await guestLocale(), namespace: 'signIn' });
  if (!(await isSameOrigin())) return notLetIn('other-site', t('otherSite', { address: publicUrl() + SIGN_IN }));
  const read = form.safeParse({ to: '', ...fieldsOf(data) });
  if (!read.success) return notLetIn('password', t('wrong'));

  const { email, password, to } = read.data;
  const requestHeaders = await headers();
  const attempt = await attemptFor(email);
  const tried = await countAttempt('sign-in', attempt);
  if (!tried.ok) return notLetIn('too-many', t('wait', { count: Math.ceil(tried.waitSeconds / 60) }));
  const answer = await unlessRefused(
    authentication().api.signInEmail({ body: { email, password }, headers: requestHeaders }),
  );
  if (!answer) return notLetIn('password', t('wrong'));
  await forgetAttempts('sign-in', attempt);
  redirect('twoFactorRedirect' in answer ? `${TWO_FACTOR}?to=${encodeURIComponent(to)}` : adminAddressOr(to));
}

type Request = Awaited<ReturnType<ReturnType<typeof authentication>['api']['generatePasskeyAuthenticationOptions']>>;

/** What a passkey is to sign for letting somebody in; null for a request from elsewhere, or one too many. */
export async function beginPasskeySignIn(): Promise<Request | null> {
  const requestHeaders = await headers();
  if (!(await isSameOrigin())) return null;
  if (!(await countAttempt('passkey', { address: requestHeaders.get('x-client-address') ?? '' })).ok) return null;
  const options = await authentication().api.generatePasskeyAuthenticationOptions({ headers: requestHeaders });
  return { ...options, userVerification: 'required' };
}

/** Lets somebody in by a passkey, which is two factors in one: no code is asked for after it. */
export async function finishPasskeySignIn(response: unknown, to: string): Promise<NotLetIn> {
  const locale = await guestLocale();
  const [t, p] = await Promise.all([
    getTranslations({ locale, namespace: 'signIn' }),
    getTranslations({ locale, namespace: 'passkeys' }),
  ]);
  if (!(await isSameOrigin())) return notLetIn('other-site', t('otherSite', { address: publicUrl() + SIGN_IN }));
  const requestHeaders = await headers();
  const attempt = { address: requestHeaders.get('x-client-address') ?? '' };
  const tried = await countAttempt('sign-in', attempt);
  if (!tried.ok) return notLetIn('too-many', t('wait', { count: Math.ceil(tried.waitSeconds / 60) }));
  const read = signed.safeParse(response);
  const answer = read.success
    ? await unlessRefused(
        authentication().api.verifyPasskeyAuthentication({ body: { response: read.data }, headers: requestHeaders }),
      )
    : null;
  if (!answer) return notLetIn('passkey', p('refused'));
  await forgetAttempts('sign-in', attempt);
  redirect(adminAddressOr(String(to)));
}
