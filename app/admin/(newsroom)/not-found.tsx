import { getTranslations, setRequestLocale } from 'next-intl/server';
import { getActor, guestLocale } from '#app/admin/gate';
import { SignInLayout } from '#components/staff/sign-in-layout';
import { ADMIN } from '#i18n/admin-addresses';

/** For what is not there, and for what somebody may not see: the same. */
export default async function NotFound() {
  setRequestLocale((await getActor())?.language ?? (await guestLocale()));
  const t = await getTranslations();
  return (
    <SignInLayout title={t('statusPage.notFound.title')}>
      <a href={ADMIN} className="quiet -ml-2 justify-self-start underline">
        {t('newsroom.navigation.dashboard')}
      </a>
    </SignInLayout>
  );
}
