import { useTranslations } from 'next-intl';
import { dateAndTime } from '#i18n/dates';
import type { Language } from '#i18n/languages';
import { isLetterKind } from '#newsroom/letters/kinds';
import type { ConsentEntry } from '#newsroom/letters/subscribers/list-subscribers';

const ACTS = ['asked', 'confirmed', 'changed', 'imported', 'left', 'complained'] as const;

/** What somebody has agreed to: when, where, in which words. */
export function ConsentList({
  consents,
  shown,
}: {
  consents: ConsentEntry[];
  shown: { language: Language; timeZone: string };
}) {
  const t = useTranslations('newsletters.consent');
  const k = useTranslations('letters.kinds');
  return (
    <section>
      <h2 className="newsroom-heading">{t('title')}</h2>
      <ol className="mt-2 grid gap-3">
        {consents.map(({ at, act, kinds, language, words, place, network }) => {
          const known = ACTS.find((one) => one === act);
          return (
            <li key={`${at.getTime()} ${act}`} className="border-rule border-b pb-2">
              <p>
                {dateAndTime(at, shown.language, shown.timeZone)} · {known ? t(`acts.${known}`) : act}
                {kinds.length > 0 && ` · ${kinds.map((kind) => (isLetterKind(kind) ? k(kind) : kind)).join(', ')}`}
              </p>
              {words && (
                <p className="text-soft" lang={act === 'imported' ? undefined : language}>
                  {words}
                </p>
              )}
              <p className="text-small text-soft [overflow-wrap:anywhere]">
                {[place, network].filter(Boolean).join(' · ')}
              </p>
            </li>
          );
        })}
      </ol>
    </section>
  );
}
