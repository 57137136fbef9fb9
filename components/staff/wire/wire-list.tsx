import { useTranslations } from 'next-intl';
import { wireItemAddress } from '#i18n/admin-addresses';
import { dateAndTime, wireTime } from '#i18n/dates';
import { type Language, languageOf } from '#i18n/languages';
import type { WireRow, WireStack } from '#newsroom/wire/list-wire-items';

type Frame = { now: Date; language: Language; timeZone: string };

/** Items, the newest first; those that tell the same are folded up under the newest of them. */
export function WireList({ stacks, ...frame }: { stacks: WireStack[] } & Frame) {
  const t = useTranslations('wire');
  return (
    <ol>
      {stacks.map(({ others, ...item }) => (
        <li key={item.id} className="border-b border-rule py-3">
          <Line item={item} frame={frame} />
          {item.standfirst && (
            <p lang={item.language} className="mt-1 line-clamp-2 max-w-2xl text-small">
              {item.standfirst}
            </p>
          )}
          {others.length > 0 && (
            <details className="mt-1">
              <summary className="quiet -ml-2 underline">{t('same', { count: others.length })}</summary>
              <ul className="ml-6">
                {others.map((other) => (
                  <li key={other.id} className="py-2">
                    <Line item={other} frame={frame} />
                  </li>
                ))}
              </ul>
            </details>
          )}
        </li>
      ))}
    </ol>
  );
}

function Line({ item, frame: { now, language, timeZone } }: { item: WireRow; frame: Frame }) {
  const t = useTranslations('wire');
  const { id, headline, agency, version, status, embargoUntil, changedAt, isUsed } = item;
  return (
    <>
      <a
        href={wireItemAddress(id)}
        lang={item.language}
        className="inline-flex min-h-11 items-center font-serif text-[1.0625rem] font-semibold hover:underline"
      >
        {headline || t('untitled')}
      </a>
      <p className="text-small text-soft">
        {agency} · {languageOf(item.language).label} ·{' '}
        <time dateTime={changedAt.toISOString()}>{wireTime(changedAt, now, language, timeZone)}</time>{' '}
        {status !== 'usable' && <strong className="state state-now">{t(status)}</strong>}{' '}
        {embargoUntil && embargoUntil > now && (
          <span className="state state-now">
            {t('embargo', { time: dateAndTime(embargoUntil, language, timeZone) })}
          </span>
        )}{' '}
        {version > 1 && <span className="state">{t('version', { version })}</span>}{' '}
        {isUsed && <span className="state state-live">{t('used')}</span>}
      </p>
    </>
  );
}
