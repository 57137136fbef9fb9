import { useTranslations } from 'next-intl';
import { wireItemAddress } from '#i18n/admin-addresses';
import { dateAndTime } from '#i18n/dates';
import type { Language } from '#i18n/languages';
import type { FoundWireItem } from '#newsroom/wire/find-wire-item';

/** All versions of an item that are kept, the newest first. */
export function WireVersions({
  item: { id, versions, shownVersion, language: written },
  language,
  timeZone,
}: {
  item: FoundWireItem;
  language: Language;
  timeZone: string;
}) {
  const t = useTranslations('wire');
  if (versions.length < 2) return null;
  return (
    <section className="grid gap-2">
      <h2 className="newsroom-heading">{t('versions')}</h2>
      <ol className="text-small">
        {versions.map(({ version, wireVersion, status, headline, receivedAt }) => (
          <li key={version} className="border-b border-rule py-2">
            <a
              href={wireItemAddress(id, version)}
              aria-current={version === shownVersion ? 'page' : undefined}
              className="inline-flex min-h-11 items-center underline aria-[current]:font-semibold"
            >
              {t('version', { version })}
            </a>{' '}
            {wireVersion !== null && t('agencyVersion', { number: wireVersion })}{' '}
            <time dateTime={receivedAt.toISOString()}>{dateAndTime(receivedAt, language, timeZone)}</time>{' '}
            {status !== 'usable' && <strong className="state state-now">{t(status)}</strong>}
            <p lang={written}>{headline}</p>
          </li>
        ))}
      </ol>
    </section>
  );
}
