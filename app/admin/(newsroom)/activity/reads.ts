import type { Language } from '#i18n/languages';
import type { AuditEntry } from '#newsroom/audit/audit-entry';
import { detailsOf } from '#newsroom/audit/event-details';
import { listActors } from '#newsroom/audit/list-actors';
import { listAuditEntries } from '#newsroom/audit/list-audit-entries';
import { findSiteSettings } from '#newsroom/settings/find-site-settings';
import { listTagNames } from '#newsroom/topics/list-tag-names';

export const readSiteSettings = findSiteSettings;
export const readActors = listActors;
export const readAuditEntries = listAuditEntries;

/** Names of the tags that events of the log name, by their keys. */
export function readTagNames(entries: AuditEntry[], language: Language) {
  const details = entries.flatMap(({ event, detail }) => detailsOf(event, detail));
  return listTagNames(
    details.flatMap((one) => (one.kind === 'tags' ? one.value : [])),
    language,
  );
}
