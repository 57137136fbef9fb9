import { getTranslations } from 'next-intl/server';
import { readUnanswered } from '#app/admin/(newsroom)/settings/redirects/reads';
import { requireActor } from '#app/admin/gate';
import { NewsroomPage } from '#components/staff/newsroom-page';
import { RedirectTabs } from '#components/staff/redirects/redirect-tabs';
import { UnansweredTable } from '#components/staff/redirects/unanswered-table';
import { SettingsTabs } from '#components/staff/settings/settings-tabs';
import { UNANSWERED } from '#i18n/admin-addresses';

const ON_A_PAGE = 100;

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export async function generateMetadata() {
  await requireActor('redirect.edit');
  return { title: (await getTranslations('redirects.tabs'))('unanswered') };
}

export default async function Unanswered({ searchParams }: Props) {
  const actor = await requireActor('redirect.edit');
  const { page } = await searchParams;
  const number = typeof page === 'string' && /^[1-9]\d?$/.test(page) ? Number(page) : 1;
  const { addresses, isLast } = await readUnanswered({ offset: (number - 1) * ON_A_PAGE, limit: ON_A_PAGE });
  const t = await getTranslations('redirects');
  return (
    <NewsroomPage actor={actor} room="settings" title={t('tabs.unanswered')}>
      <SettingsTabs actor={actor} here="redirects" />
      <RedirectTabs here="unanswered" />
      {addresses.length === 0 ? (
        <p>{t('unanswered.empty')}</p>
      ) : (
        <>
          <p className="mb-4 max-w-2xl">{t('unanswered.intro')}</p>
          <UnansweredTable addresses={addresses} language={actor.language} />
        </>
      )}
      {!isLast && (
        <a href={`${UNANSWERED}?page=${number + 1}`} className="button mt-4">
          {t('nextPage')}
        </a>
      )}
    </NewsroomPage>
  );
}
