import { findMasthead } from '#newsroom/masthead/find-masthead';
import { listActors } from '#newsroom/staff/list-actors';
import { listAuditEntries } from '#newsroom/staff/list-audit-entries';

export const readMasthead = findMasthead;
export const readActors = listActors;
export const readAuditEntries = listAuditEntries;
