import { useLocale, useTranslations } from 'next-intl';
import { languageName } from '#i18n/language-names';
import type { StoryAlerts } from '#newsroom/alerts/list-alerts';

const WAYS = [
  { way: 'push', field: 'byPush' },
  { way: 'letter', field: 'byLetter' },
] as const;

/** In which ways readers can be told besides, with how many there are in each language; what was told is said. */
export function AlertFields({ alerts }: { alerts: StoryAlerts[] }) {
  const t = useTranslations('breakingNews');
  const own = useLocale();
  const numberOf = (alert: StoryAlerts, way: 'push' | 'letter') =>
    way === 'push' ? (alert.push?.devices ?? 0) : (alert.letter?.readers ?? 0);
  return WAYS.map(({ way, field }) => {
    const possible = alerts.filter((alert) => alert[way] !== null);
    if (possible.length === 0) return null;
    const told = possible.filter((alert) => alert[way]?.isTold);
    const open = possible.filter((alert) => !alert[way]?.isTold);
    const inWords = (some: StoryAlerts[]) =>
      some.map((alert) => `${languageName(alert.language, own)}: ${numberOf(alert, way)}`).join(', ');
    return (
      <div key={way}>
        {told.length > 0 && (
          <p>
            {t(`alerts.${way}.told`, { languages: told.map(({ language }) => languageName(language, own)).join(', ') })}
          </p>
        )}
        {open.length > 0 && (
          <>
            <label className="flex min-h-11 items-center gap-2">
              <input type="checkbox" name={field} aria-describedby={`${field}-hint`} /> {t(`alerts.${way}.choose`)}
            </label>
            <span id={`${field}-hint`} className="field-hint">
              {t(`alerts.${way}.hint`, { counts: inWords(open) })}
            </span>
          </>
        )}
      </div>
    );
  });
}
