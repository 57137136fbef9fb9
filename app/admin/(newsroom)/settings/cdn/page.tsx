import { getTranslations } from 'next-intl/server';
import { readTimeZone } from '#app/admin/(newsroom)/reads';
import { requireActor } from '#app/admin/gate';
import { CloudflareFields, FastlyFields } from '#components/staff/cdn/cdn-fields';
import { CdnSection } from '#components/staff/cdn/cdn-section';
import { VarnishList } from '#components/staff/cdn/varnish-list';
import { NewsroomPage } from '#components/staff/newsroom-page';
import { SettingsTabs } from '#components/staff/settings/settings-tabs';
import { removeCdnAction, saveCloudflareAction, saveFastlyAction, testCdnAction } from './actions.ts';
import { readPurgeTargets } from './reads.ts';

export async function generateMetadata() {
  await requireActor('cdn.edit');
  return { title: (await getTranslations('cdn'))('title') };
}

export default async function Cdn() {
  const actor = await requireActor('cdn.edit');
  const [t, targets, timeZone] = await Promise.all([
    getTranslations('cdn'),
    readPurgeTargets(actor),
    readTimeZone(actor.language),
  ]);
  const shown = { language: actor.language, timeZone };
  const targetOf = (kind: string) => targets.find((target) => target.kind === kind);
  const [fastly, cloudflare] = [targetOf('fastly'), targetOf('cloudflare')];
  const actions = { test: testCdnAction, remove: removeCdnAction };
  return (
    <NewsroomPage actor={actor} room="settings" title={t('title')}>
      <SettingsTabs actor={actor} here="cdn" />
      <p className="mb-4 max-w-2xl">{t('intro')}</p>
      <CdnSection cdn="fastly" target={fastly} shown={shown} actions={{ ...actions, save: saveFastlyAction }}>
        <FastlyFields target={fastly} />
      </CdnSection>
      <CdnSection
        cdn="cloudflare"
        target={cloudflare}
        shown={shown}
        actions={{ ...actions, save: saveCloudflareAction }}
      >
        <CloudflareFields target={cloudflare} />
      </CdnSection>
      <VarnishList targets={targets.filter(({ kind }) => kind === 'varnish')} shown={shown} />
    </NewsroomPage>
  );
}
