import type { Metadata } from 'next';
import { getLocale, getTranslations } from 'next-intl/server';
import { NotificationsPage } from '#components/site/notifications-page';
import { SitePage } from '#components/site/site-page';
import assets from '#generated/assets.json' with { type: 'json' };
import { notificationsAddress } from '#i18n/addresses';
import { everyLanguage } from '../metadata.ts';
import { readSite } from '../reads.ts';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('notifications'))('title'), robots: { index: false } };
}

/** What notifications are, and where readers choose and end them. It is there too where there are none any more. */
export default async function Notifications() {
  const site = await readSite(await getLocale());
  const { settings, sections, push } = site;
  return (
    <SitePage site={site} languages={everyLanguage(notificationsAddress)} ad={false}>
      <NotificationsPage
        name={settings.name}
        timeZone={settings.timeZone}
        sections={sections}
        offer={push}
        script={assets.notificationScript}
      />
    </SitePage>
  );
}
