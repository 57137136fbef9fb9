import { useTranslations } from 'next-intl';
import { AuditDetail, type Shown } from '#components/staff/audit/audit-detail';
import {
  activityAddress,
  editAddress,
  frontLayoutAddress,
  PEOPLE,
  PICTURES,
  SETTINGS,
  SITE_PAGES,
  topicAddress,
} from '#i18n/admin-addresses';
import { dateAndTime } from '#i18n/dates';
import { languageOf } from '#i18n/languages';
import type { AuditEntry } from '#newsroom/audit/audit-entry';
import { SYSTEM_ACTOR } from '#newsroom/audit/audit-filter';
import { sentenceOf } from '#newsroom/audit/audit-sentence';
import { AD_PLACES } from '#newsroom/settings/editable-settings';

/** Where a thing of the log is looked after. */
function placeOf({ thing, thingId }: AuditEntry): string | undefined {
  if (thing === 'article') return editAddress(Number(thingId));
  if (thing === 'section' || thing === 'tag' || thing === 'author') return topicAddress(thing, thingId);
  if (thing === 'front') return frontLayoutAddress({ language: thingId });
  return { masthead: SETTINGS, page: SITE_PAGES, staff: PEOPLE, picture: PICTURES }[thing];
}

/** One line of the log: when, who did what to what, from where, and what exactly. */
export function AuditLine({ entry, shown }: { entry: AuditEntry; shown: Shown }) {
  const t = useTranslations('audit');
  const p = useTranslations('settings.ads.places');
  const sentence = sentenceOf(entry);
  const actor = entry.actorId === null ? t('thePaper') : entry.actorName;
  const adPlace = entry.thing === 'masthead' && AD_PLACES.find((place) => entry.thingId === `ad-${place}`);
  const said = { actor, title: adPlace ? p(adPlace) : entry.title || '–' };
  const place = placeOf(entry);
  return (
    <li className="border-rule border-b py-2 tablet:grid tablet:grid-cols-[13rem_1fr] tablet:gap-x-4">
      <time dateTime={entry.at.toISOString()} className="text-small text-soft">
        {dateAndTime(entry.at, shown.language, shown.timeZone)}
      </time>
      <div className="min-w-0 [overflow-wrap:anywhere]">
        <p>
          {sentence ? t(`sentences.${sentence}`, said) : t('sentences.other', { ...said, act: entry.act })}
          {entry.language && <span className="text-soft"> ({languageOf(entry.language).label})</span>}
        </p>
        <AuditDetail detail={entry.detail} shown={shown} />
        <p className="flex flex-wrap items-center gap-x-2 text-small text-soft">
          {entry.address && <span>{t('fromAddress', { address: entry.address })}</span>}
          {place && (
            <a href={place} className="quiet underline">
              {t('open')}
            </a>
          )}
          <a href={activityAddress({ thing: entry.thing, thingId: entry.thingId })} className="quiet underline">
            {t('history')}
          </a>
          <a href={activityAddress({ actor: entry.actorId ?? SYSTEM_ACTOR })} className="quiet underline">
            {actor}
          </a>
        </p>
      </div>
    </li>
  );
}
