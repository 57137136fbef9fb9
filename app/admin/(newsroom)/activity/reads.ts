import type { Language } from '#i18n/languages';
import { factsIn } from '#newsroom/audit/audit-detail';
import type { AuditEntry } from '#newsroom/audit/audit-entry';
import { listActors } from '#newsroom/audit/list-actors';
import { listAuditEntries } from '#newsroom/audit/list-audit-entries';
import { findSiteSettings } from '#newsroom/settings/find-site-settings';
import { listTagNames } from '#newsroom/topics/list-tag-names';

export const readSiteSettings = findSiteSettings;
export const readActors = listActors;
export const readAuditEntries = listAuditEntries;

/** Names of the tags that lines of the log speak of, by their keys. */
export function readTagNames(entries: AuditEntry[], language: Language) {
  const said = entries.flatMap(({ detail }) => factsIn(detail)).map((fact) => fact.said);
  return listTagNames(
    said.flatMap((one) => (one.of === 'tag' ? one.value : [])),
    language,
  );
}
