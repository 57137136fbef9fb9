import { useLocale, useTranslations } from 'next-intl';
import { notificationsAddress } from '#i18n/addresses';

/** Leads to the page where readers choose notifications; the script shows it where the browser can have them. */
export function NotificationBell() {
  const t = useTranslations('notifications');
  return (
    <notification-bell hidden>
      <a href={notificationsAddress(useLocale())} className="quiet gap-1 text-small">
        <svg viewBox="0 0 24 24" width="16" height="16" aria-hidden="true" className="shrink-0">
          <path
            d="M12 3a6 6 0 0 0-6 6v4l-2 4h16l-2-4V9a6 6 0 0 0-6-6Zm-2 17a2 2 0 0 0 4 0"
            fill="none"
            stroke="currentColor"
            strokeWidth="1.8"
            strokeLinejoin="round"
          />
        </svg>
        {t('bell')}
      </a>
    </notification-bell>
  );
}
