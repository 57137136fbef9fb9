import { useTranslations } from 'next-intl';
import { NewsroomTabs } from '#components/staff/newsroom-tabs';
import { HOUSE_ADS, REDIRECTS, SETTINGS, SITE_PAGES } from '#i18n/admin-addresses';

const TABS = { general: SETTINGS, ads: HOUSE_ADS, pages: SITE_PAGES, redirects: REDIRECTS };

export function SettingsTabs({ here }: { here: keyof typeof TABS }) {
  const t = useTranslations('settings.tabs');
  const tabs = (['general', 'ads', 'pages', 'redirects'] as const).map((name) => ({
    name: t(name),
    href: TABS[name],
    isHere: name === here,
  }));
  return <NewsroomTabs label={t('label')} tabs={tabs} />;
}
