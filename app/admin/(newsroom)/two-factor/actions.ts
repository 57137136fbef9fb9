'use server';
import { headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { fieldsOf } from '#app/admin/form';
import { guestLocale, isSameOrigin, type NotLetIn, notLetIn } from '#app/admin/gate';
import { adminAddressOr, TWO_FACTOR } from '#i18n/admin-addresses';
import { authentication, isOtherSecret, unlessRefused } from '#platform/authentication';
import { publicUrl } from '#platform/env';
import { countAttempt } from '#platform/rate-limits';

/** The second step of signing in: a code of the moment, or one of the recovery codes, each of which works once. */
export async function submitTwoFactorCode(_: unknown, data: FormData): Promise<NotLetIn> {
  const locale = await guestLocale();
  const t = await getTranslations({ locale, namespace: 'twoFactor' });
  const s = await getTranslations({ locale, namespace: 'signIn' });
  if (!(await isSameOrigin())) return notLetIn('other-site', s('otherSite', { address: publicUrl() + TWO_FACTOR }));
  const requestHeaders = await headers();
  // Which account it is for stands in a cookie that only the door can read; it counts tries by account itself.
  const tried = await countAttempt('two-factor', { address: requestHeaders.get('x-client-address') ?? '' });
  if (!tried.ok) return notLetIn('too-many', s('wait', { count: Math.ceil(tried.waitSeconds / 60) }));
  const { code: typed = '', recovery: spare = '', to = '' } = fieldsOf(data);
  const code = String(typed).replace(/\s/g, '');
  const recovery = String(spare).trim();
  const { api } = authentication();
  const answer = await unlessRefused<object>(
    recovery
      ? api.verifyBackupCode({ body: { code: recovery }, headers: requestHeaders })
      : api.verifyTOTP({ body: { code }, headers: requestHeaders }),
  ).catch((error: unknown) => {
    if (isOtherSecret(error)) return 'other-secret' as const;
    throw error;
  });
  if (answer === 'other-secret') return notLetIn('other-secret', t('otherSecret'));
  if (!answer) return notLetIn(recovery ? 'recovery-code' : 'code', t('wrong'));
  redirect(adminAddressOr(String(to)));
}
