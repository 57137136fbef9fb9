import type { Language } from '#i18n/languages';
import { findMasthead } from '#newsroom/masthead/find-masthead';
import { factsIn } from '#newsroom/staff/audit-detail';
import type { AuditEntry } from '#newsroom/staff/audit-entry';
import { listActors } from '#newsroom/staff/list-actors';
import { listAuditEntries } from '#newsroom/staff/list-audit-entries';
import { listTagNames } from '#newsroom/topics/list-tag-names';

export const readMasthead = findMasthead;
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
