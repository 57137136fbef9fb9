import { useTranslations } from 'next-intl';
import { NewsroomTabs } from '#components/staff/newsroom-tabs';
import { REDIRECT_FILES, REDIRECTS, UNANSWERED } from '#i18n/admin-addresses';

const TABS = { list: REDIRECTS, unanswered: UNANSWERED, import: REDIRECT_FILES };

export function RedirectTabs({ here }: { here: keyof typeof TABS }) {
  const t = useTranslations('redirects.tabs');
  const tabs = (['list', 'unanswered', 'import'] as const).map((name) => ({
    name: t(name),
    href: TABS[name],
    isHere: name === here,
  }));
  return <NewsroomTabs label={t('label')} tabs={tabs} />;
}
