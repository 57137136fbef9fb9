import { useTranslations } from 'next-intl';
import { NotificationBell } from '#components/site/notification-bell';

const STEPS = 5;

/**
 * Text size, print and copy link. None of them works without the script, so none is shown without it. (The development
 * server's React must not mind that the script has marked a step as the last before it looks.)
 */
export function StoryTools({ address, hasNotifications }: { address: string; hasNotifications: boolean }) {
  const size = useTranslations('textSize');
  const share = useTranslations('share');
  return (
    <div className="needs-script no-print -mx-2 flex flex-wrap items-center">
      <text-size role="group" aria-label={size('label')} className="contents">
        <button
          type="button"
          data-by="-1"
          aria-disabled={false}
          suppressHydrationWarning
          className="quiet aria-disabled:opacity-60"
        >
          A−<span className="unseen"> {size('smaller')}</span>
        </button>
        <button
          type="button"
          data-by="1"
          aria-disabled={false}
          suppressHydrationWarning
          className="quiet text-title aria-disabled:opacity-60"
        >
          A+<span className="unseen"> {size('larger')}</span>
        </button>
        <output className="unseen" data-says={size('current', { step: '{step}', steps: STEPS })} />
      </text-size>
      <print-page className="contents">
        <button type="button" className="quiet text-small">
          {share('print')}
        </button>
      </print-page>
      <CopyLink address={address} />
      {hasNotifications && <NotificationBell />}
    </div>
  );
}

function CopyLink({ address }: { address: string }) {
  const t = useTranslations('share');
  return (
    <copy-link
      data-address={address}
      data-copied={t('copied')}
      data-failed={t('copyFailed', { address: '{address}' })}
      className="relative"
    >
      <button type="button" className="quiet text-small">
        {t('copy')}
      </button>
      <output
        className={
          'absolute top-full right-0 z-10 bg-ink px-3 py-1 w-max max-w-[80vw] text-small break-words text-paper ' +
          'empty:p-0'
        }
      />
    </copy-link>
  );
}
