import { getTranslations } from 'next-intl/server';
import { guestLocale } from '#app/admin/gate';
import { Field } from '#components/staff/field';
import { SignInLayout } from '#components/staff/sign-in-layout';
import { StaffForm } from '#components/staff/staff-form.island';
import { submitTwoFactorCode } from './actions.ts';

export async function generateMetadata() {
  await guestLocale();
  const t = await getTranslations('twoFactor');
  return { title: t('title') };
}

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function TwoFactorPage({ searchParams }: Props) {
  await guestLocale();
  const t = await getTranslations('twoFactor');
  const { to } = await searchParams;
  return (
    <SignInLayout title={t('title')}>
      <StaffForm action={submitTwoFactorCode} className="grid gap-4">
        <input type="hidden" name="to" value={typeof to === 'string' ? to : ''} />
        <Field
          label={t('code')}
          name="code"
          inputMode="numeric"
          autoComplete="one-time-code"
          maxLength={12}
          autoFocus
        />
        <Field label={t('recoveryCode')} name="recovery" autoComplete="off" maxLength={40} />
        <button type="submit" className="button button-main">
          {t('submit')}
        </button>
      </StaffForm>
    </SignInLayout>
  );
}
