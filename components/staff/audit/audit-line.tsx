import { useTranslations } from 'next-intl';
import { AuditDetail, type LogContext } from '#components/staff/audit/audit-detail';
import {
  API_TOKENS,
  activityAddress,
  CDN_SETTINGS,
  CHANNELS,
  channelAddress,
  editAddress,
  frontLayoutAddress,
  HOUSE_ADS,
  importAddress,
  LETTER_SETTINGS,
  letterAddress,
  PEOPLE,
  PICTURES,
  REDIRECTS,
  redirectAddress,
  SETTINGS,
  SUBSCRIBERS,
  sitePageAddress,
  sourceAddress,
  topicAddress,
  WEBHOOKS,
  webhookAddress,
} from '#i18n/admin-addresses';
import { dateAndTime } from '#i18n/dates';
import { languageOf } from '#i18n/languages';
import type { AuditEntry } from '#newsroom/audit/audit-entry';
import { FORMER_MEMBER, SYSTEM_ACTOR } from '#newsroom/audit/audit-filter';
import { isAuditEvent } from '#newsroom/audit/events';
import { isAdPlace } from '#newsroom/settings/ad-places';

/** The newsroom's screen for what an event is about. */
function screenOf({ event, resource, resourceId }: AuditEntry): string | undefined {
  if (resource === 'article') return editAddress(Number(resourceId));
  if (resource === 'section' || resource === 'tag' || resource === 'author') return topicAddress(resource, resourceId);
  if (resource === 'page') return sitePageAddress(resourceId);
  if (resource === 'redirect') return /^\d+$/.test(resourceId) ? redirectAddress(Number(resourceId)) : REDIRECTS;
  if (resource === 'import') return importAddress(Number(resourceId));
  if (resource === 'webhook') return event === 'webhook.deleted' ? WEBHOOKS : webhookAddress(Number(resourceId));
  if (resource === 'channel') return event === 'channel.deleted' ? CHANNELS : channelAddress(Number(resourceId));
  if (resource === 'source') return sourceAddress(Number(resourceId));
  if (resource === 'letter') return letterScreen(event, resourceId);
  if (resource === 'front') return frontLayoutAddress({ language: resourceId });
  const screens: Record<string, string> = {
    settings: SETTINGS,
    ad: HOUSE_ADS,
    staff: PEOPLE,
    token: API_TOKENS,
    cdn: CDN_SETTINGS,
  };
  return resource === 'picture' ? PICTURES : screens[resource];
}

function letterScreen(event: string, resourceId: string): string {
  if (/^\d+$/.test(resourceId)) return letterAddress(Number(resourceId));
  return event === 'letter.settingsChanged' || event === 'letter.reportWordMade' ? LETTER_SETTINGS : SUBSCRIBERS;
}

/** One line of the activity log: when, who did what to what, from where, and what exactly. */
export function AuditLine({ entry, context }: { entry: AuditEntry; context: LogContext }) {
  const t = useTranslations('audit');
  const p = useTranslations('settings.ads.places');
  const { event, resource, resourceId } = entry;
  const nobody = resourceId === FORMER_MEMBER ? t('formerMember') : '–';
  const actor = entry.actorId === null ? t('system') : entry.actorName || t('formerMember');
  const title = resource === 'ad' && isAdPlace(resourceId) ? p(resourceId) : entry.title || nobody;
  const screen = screenOf(entry);
  return (
    <li className="border-rule border-b py-2 tablet:grid tablet:grid-cols-[13rem_1fr] tablet:gap-x-4">
      <time dateTime={entry.at.toISOString()} className="text-small text-soft">
        {dateAndTime(entry.at, context.language, context.timeZone)}
      </time>
      <div className="min-w-0 [overflow-wrap:anywhere]">
        <p>
          <a
            href={activityAddress({ actor: entry.actorId ?? SYSTEM_ACTOR })}
            className="font-semibold no-underline hover:underline"
          >
            {actor}
          </a>
          {' · '}
          {isAuditEvent(event) ? t(`events.${event}`, { title }) : t('unknownEvent', { event, title })}
          {entry.language && <span className="text-soft"> ({languageOf(entry.language).label})</span>}
        </p>
        <AuditDetail event={event} detail={entry.detail} context={context} />
        <p className="flex flex-wrap items-center gap-x-2 text-small text-soft">
          {entry.address && <span>{t('fromAddress', { address: entry.address })}</span>}
          {screen && (
            <a href={screen} className="quiet underline">
              {t('open')}
            </a>
          )}
          <a href={activityAddress({ resource, resourceId })} className="quiet underline">
            {t('history')}
          </a>
        </p>
      </div>
    </li>
  );
}
