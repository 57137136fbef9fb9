import { useLocale, useTranslations } from 'next-intl';
import { type LiveContext, LiveEntryView } from '#components/live/live-entry';
import { livePartAddress } from '#i18n/addresses';
import { clockTime, dateAndTime } from '#i18n/dates';
import type { LiveHead } from '#newsroom/live/find-live-blog';

/** What stands above the entries: those that are pinned, and the key events. It is there when it is empty too. */
export function LiveHeadView({ head: { pinned, keyEvents }, context }: { head: LiveHead; context: LiveContext }) {
  const t = useTranslations('live');
  const language = useLocale();
  const { slug, timeZone } = context;
  return (
    <div data-live-head>
      {pinned.length > 0 && (
        <section aria-labelledby="live-pinned" className="live-pinned">
          <h2 id="live-pinned" className="label">
            {t('pinned')}
          </h2>
          {pinned.map((entry) => (
            <LiveEntryView key={entry.id} entry={entry} context={context} isCopy />
          ))}
        </section>
      )}
      {keyEvents.length > 0 && (
        <section aria-labelledby="live-key-events" className="live-key-events">
          <h2 id="live-key-events" className="label">
            {t('keyEvents')}
          </h2>
          <ol>
            {keyEvents.map(({ id, name, shownAt }) => (
              <li key={id}>
                <time dateTime={shownAt.toISOString()} title={dateAndTime(shownAt, language, timeZone)}>
                  {clockTime(shownAt, language, timeZone)}
                </time>
                <a href={livePartAddress(language, slug, id)}>{name || dateAndTime(shownAt, language, timeZone)}</a>
              </li>
            ))}
          </ol>
        </section>
      )}
    </div>
  );
}
