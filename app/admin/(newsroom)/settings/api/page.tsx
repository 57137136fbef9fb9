import { getTranslations } from 'next-intl/server';
import { requireActor } from '#app/admin/gate';
import { NewToken } from '#components/staff/api/new-token';
import { TokenList } from '#components/staff/api/token-list';
import { NewsroomPage } from '#components/staff/newsroom-page';
import { SettingsTabs } from '#components/staff/settings/settings-tabs';
import { API_DOCUMENT } from '#i18n/addresses';
import { createTokenAction, revokeTokenAction } from './actions.ts';
import { readTokens } from './reads.ts';

export async function generateMetadata() {
  await requireActor('api.manage');
  return { title: (await getTranslations('apiTokens'))('title') };
}

export default async function ApiTokens() {
  const actor = await requireActor('api.manage');
  const { tokens, timeZone } = await readTokens(actor);
  const t = await getTranslations('apiTokens');
  return (
    <NewsroomPage actor={actor} room="settings" title={t('title')}>
      <SettingsTabs actor={actor} here="api" />
      <p className="mb-2 max-w-2xl">{t('intro')}</p>
      <p className="mb-4">
        <a href={API_DOCUMENT} className="inline-flex min-h-11 items-center underline">
          {t('docs')}
        </a>
      </p>
      {tokens.length === 0 ? (
        <p>{t('empty')}</p>
      ) : (
        <TokenList tokens={tokens} shown={{ language: actor.language, timeZone }} action={revokeTokenAction} />
      )}
      <NewToken action={createTokenAction} />
    </NewsroomPage>
  );
}
