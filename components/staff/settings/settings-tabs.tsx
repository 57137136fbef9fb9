import { useTranslations } from 'next-intl';
import { NewsroomTabs } from '#components/staff/newsroom-tabs';
import { HOUSE_ADS, SETTINGS, SITE_PAGES } from '#i18n/admin-addresses';

const TABS = { settings: SETTINGS, ads: HOUSE_ADS, pages: SITE_PAGES };

export function SettingsTabs({ here }: { here: keyof typeof TABS }) {
  const t = useTranslations('mastheadDesk');
  const tabs = (['settings', 'ads', 'pages'] as const).map((name) => ({
    name: t(`tabs.${name}`),
    href: TABS[name],
    isHere: name === here,
  }));
  return <NewsroomTabs label={t('tabs.label')} tabs={tabs} />;
}
