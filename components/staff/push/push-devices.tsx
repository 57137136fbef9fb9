import { useTranslations } from 'next-intl';
import { languageCodeOf, languageOf } from '#i18n/languages';
import type { PushSettings } from '#newsroom/push/find-push-settings';

/** How many devices have subscribed, by language. */
export function PushDevices({ devices }: Pick<PushSettings, 'devices'>) {
  const t = useTranslations('push');
  return (
    <section className="mt-8 grid gap-2">
      <h2 className="newsroom-heading">{t('devices')}</h2>
      {devices.length === 0 && <p>{t('noDevices')}</p>}
      <ul>
        {devices.map(({ language, count }) => (
          <li key={language}>{t('ofLanguage', { language: languageOf(languageCodeOf(language)).name, count })}</li>
        ))}
      </ul>
    </section>
  );
}
