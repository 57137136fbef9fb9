import { useLocale, useTranslations } from 'next-intl';
import { LANGUAGES } from '#i18n/languages';
import type { PushOffer } from '#newsroom/push/find-push-offer';
import type { Section } from '#newsroom/topics/topic';

const HOURS = Array.from({ length: 24 }, (_, hour) => hour);
const FIELD = 'block min-h-11 w-full border border-soft bg-paper px-2 text-note text-ink';
const BUTTON = 'quiet border border-soft px-4 text-ink';

/**
 * What notifications are, and where readers choose them (enhance/notification-choice.ts). Which part is shown depends on
 * the browser: `data-when` names its states.
 */
export function NotificationsPage({
  name,
  timeZone,
  sections,
  offer,
  script,
}: {
  /** Of the site. */
  name: string;
  timeZone: string;
  sections: readonly Section[];
  offer: PushOffer | null;
  /** Address of the script. */
  script: string;
}) {
  const t = useTranslations('notifications');
  return (
    <div className="max-w-[41.25rem]">
      <h1 className="headline mt-8 text-large">{t('title')}</h1>
      {offer ? <Explanation name={name} timeZone={timeZone} offer={offer} /> : <p className="mt-2">{t('off')}</p>}
      <noscript>
        <p className="mt-4 font-semibold">{t('noScript')}</p>
      </noscript>
      <notification-choice
        className="needs-script mt-6 block"
        data-key={offer?.publicKey}
        data-done={t('done')}
        data-failed={t('failed')}
        data-refused={t('refused')}
        data-incomplete={t('incomplete')}
        data-ended={t('ended')}
        data-end-failed={t('endFailed')}
      >
        {offer && (
          <>
            <p data-when="unable" hidden>
              {t('unable')}
            </p>
            <p data-when="blocked" hidden>
              {t('blocked')}
            </p>
            <div data-when="install" hidden>
              <p>{t('install')}</p>
              <ol className="mt-2 list-decimal pl-6">
                <li>{t('installShare')}</li>
                <li>{t('installAdd')}</li>
                <li>{t('installOpen')}</li>
              </ol>
            </div>
            <p data-when="on" hidden className="font-semibold">
              {t('on')}
            </p>
            <Choice sections={sections} />
          </>
        )}
        <p data-when="remembered" hidden className="mt-4">
          <button type="button" data-does="end" className={BUTTON}>
            {t('end')}
          </button>
        </p>
        <output className="mt-4 block font-semibold" />
      </notification-choice>
      <script type="module" src={script} data-keep />
    </div>
  );
}

function Explanation({ name, timeZone, offer }: { name: string; timeZone: string; offer: PushOffer }) {
  const t = useTranslations('notifications');
  const { mostADay, quietHours, urgentAlways } = offer;
  const [from, until] = (quietHours ?? [0, 0]).map(hourText) as [string, string];
  return (
    <div className="mt-2 grid gap-2">
      <p>{t('intro', { name })}</p>
      <p>
        {t('howOften', { count: mostADay })}{' '}
        {quietHours && t(urgentAlways ? 'quietButUrgent' : 'quiet', { from, until, timeZone })}
      </p>
      <p>{t('privacy')}</p>
    </div>
  );
}

function Choice({ sections }: { sections: readonly Section[] }) {
  const t = useTranslations('notifications');
  const language = useLocale();
  const box = 'flex min-h-11 items-center gap-2';
  return (
    <form data-when="on off" hidden className="mt-4 grid gap-5" aria-label={t('choose')}>
      {LANGUAGES.length > 1 ? (
        <label className="grid max-w-64 gap-1">
          <span className="font-semibold">{t('language')}</span>
          <select name="language" defaultValue={language} className={FIELD}>
            {LANGUAGES.map(({ code, name }) => (
              <option key={code} value={code} lang={code}>
                {name}
              </option>
            ))}
          </select>
        </label>
      ) : (
        <input type="hidden" name="language" value={language} />
      )}
      {sections.length > 0 && (
        <fieldset>
          <legend className="font-semibold">{t('which')}</legend>
          <label className={box}>
            <input type="radio" name="which" value="all" defaultChecked /> {t('all')}
          </label>
          <label className={box}>
            <input type="radio" name="which" value="some" /> {t('some')}
          </label>
          <div data-sections hidden className="pl-6">
            {sections.map(({ key, name }) => (
              <label key={key} className={box}>
                <input type="checkbox" name="sections" value={key} /> {name}
              </label>
            ))}
          </div>
        </fieldset>
      )}
      <fieldset>
        <legend className="font-semibold">{t('quietHours')}</legend>
        <p id="quiet-hours-hint" className="text-small text-soft">
          {t('quietHoursHint')}
        </p>
        <div className="mt-1 flex flex-wrap gap-4">
          <Hour name="quietFrom" label={t('from')} />
          <Hour name="quietUntil" label={t('until')} />
        </div>
      </fieldset>
      <p>
        <button type="submit" data-when="off" className={BUTTON}>
          {t('subscribe')}
        </button>
        <button type="submit" data-when="on" hidden className={BUTTON}>
          {t('save')}
        </button>
      </p>
    </form>
  );
}

function Hour({ name, label }: { name: string; label: string }) {
  const t = useTranslations('notifications');
  return (
    <label className="grid gap-1 text-small">
      <span>{label}</span>
      <select name={name} className={FIELD} aria-describedby="quiet-hours-hint">
        <option value="">{t('noHour')}</option>
        {HOURS.map((hour) => (
          <option key={hour} value={hour}>
            {hourText(hour)}
          </option>
        ))}
      </select>
    </label>
  );
}

function hourText(hour: number): string {
  return `${String(hour).padStart(2, '0')}:00`;
}
