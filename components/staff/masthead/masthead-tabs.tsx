import { useTranslations } from 'next-intl';
import { DeskTabs } from '#components/staff/desk-tabs';
import { HOUSE_ADS, MASTHEAD, OWN_PAGES } from '#i18n/desk-addresses';

const TABS = { settings: MASTHEAD, ads: HOUSE_ADS, pages: OWN_PAGES };

export function MastheadTabs({ here }: { here: keyof typeof TABS }) {
  const t = useTranslations('mastheadDesk');
  const tabs = (['settings', 'ads', 'pages'] as const).map((name) => ({
    name: t(`tabs.${name}`),
    href: TABS[name],
    isHere: name === here,
  }));
  return <DeskTabs label={t('tabs.label')} tabs={tabs} />;
}
