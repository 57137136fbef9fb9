import { useTranslations } from 'next-intl';
import { FollowLinks } from '#components/site/follow-links';
import { NotificationBell } from '#components/site/notification-bell';
import { SearchForm } from '#components/site/search-form';
import { ThemeSwitch } from '#components/site/theme-switch';

/** What the menu of the header holds. */
export function HeaderTools({
  links,
  hasNotifications,
  query,
}: {
  links: readonly string[];
  hasNotifications: boolean;
  query?: string | undefined;
}) {
  const t = useTranslations('site');
  return (
    <>
      <details className="site-menu">
        <summary className="quiet list-none">{t('menu')}</summary>
      </details>
      <div className="site-search desk:w-[22rem]">
        <SearchForm query={query} />
      </div>
      <div className="site-follow">
        <div className="flex flex-wrap items-center">
          <FollowLinks links={links} />
          {hasNotifications && <NotificationBell />}
        </div>
      </div>
      <div className="site-theme needs-script">
        <ThemeSwitch />
      </div>
    </>
  );
}
