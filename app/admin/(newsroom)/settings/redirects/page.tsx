import { getTranslations } from 'next-intl/server';
import { createRedirectAction } from '#app/admin/(newsroom)/settings/redirects/actions';
import { readRedirects } from '#app/admin/(newsroom)/settings/redirects/reads';
import { requireActor } from '#app/admin/gate';
import { NewsroomPage } from '#components/staff/newsroom-page';
import { NewRedirect } from '#components/staff/redirects/new-redirect';
import { RedirectSearch } from '#components/staff/redirects/redirect-search';
import { RedirectTable } from '#components/staff/redirects/redirect-table';
import { RedirectTabs } from '#components/staff/redirects/redirect-tabs';
import { SettingsTabs } from '#components/staff/settings/settings-tabs';
import { redirectsAddress } from '#i18n/admin-addresses';

const ON_A_PAGE = 50;

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export async function generateMetadata() {
  await requireActor('redirect.edit');
  return { title: (await getTranslations('redirects'))('title') };
}

export default async function Redirects({ searchParams }: Props) {
  const actor = await requireActor('redirect.edit');
  const given = await searchParams;
  const text = (name: string, length: number) => {
    const value = given[name];
    return typeof value === 'string' ? value.trim().slice(0, length) : '';
  };
  const matching = text('matching', 200);
  const before = /^[1-9]\d{0,8}$/.test(text('before', 9)) ? Number(text('before', 9)) : undefined;
  const { redirects, next } = await readRedirects({ matching, before, limit: ON_A_PAGE });
  const t = await getTranslations('redirects');
  const tools = <NewRedirect from={text('from', 2_000)} action={createRedirectAction} />;
  return (
    <NewsroomPage actor={actor} room="settings" title={t('title')} tools={tools}>
      <SettingsTabs actor={actor} here="redirects" />
      <RedirectTabs here="list" />
      <p className="mb-4 max-w-2xl">{t('intro')}</p>
      <RedirectSearch matching={matching} />
      {redirects.length === 0 ? (
        <p>{matching || before ? t('noneMatch') : t('empty')}</p>
      ) : (
        <RedirectTable redirects={redirects} language={actor.language} />
      )}
      {next && (
        <a href={redirectsAddress({ matching, before: next })} className="button mt-4">
          {t('nextPage')}
        </a>
      )}
    </NewsroomPage>
  );
}
