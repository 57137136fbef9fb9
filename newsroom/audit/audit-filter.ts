import { AUDIT_RESOURCES, isAuditEvent } from '#newsroom/audit/events';

/** Stands among those who act for the portal itself: what was scheduled, and the command line. */
export const SYSTEM_ACTOR = 'system';

/** The id that stands wherever that of somebody stood who has been erased: the same for all of them. */
export const FORMER_MEMBER = 'former-member';

export type AuditFilter = {
  /** Id of somebody of the staff, or SYSTEM_ACTOR. */
  actor?: string;
  event?: string;
  resource?: string;
  /** With `resource`: one alone. */
  resourceId?: string;
  /** Days of the site's time zone, both included: `2026-11-25`. */
  from?: string;
  to?: string;
};

const DAY = /^\d{4}-\d\d-\d\d$/;

/** A filter as an address gives it; what cannot be is left out. */
export function parseAuditFilter(given: Record<string, string | string[] | undefined>): AuditFilter {
  const texts = Object.entries(given).flatMap(([name, value]) =>
    typeof value === 'string' && value !== '' && value.length <= 200 ? [[name, value]] : [],
  );
  const { actor, event, resource, resourceId, from, to } = Object.fromEntries(texts) as Record<string, string>;
  const isDay = (day: string | undefined) =>
    day !== undefined && DAY.test(day) && !Number.isNaN(Date.parse(`${day}T00:00:00Z`));
  return {
    ...(actor && { actor }),
    ...(event !== undefined && isAuditEvent(event) && { event }),
    ...(AUDIT_RESOURCES.some((known) => known === resource) && { resource, ...(resourceId && { resourceId }) }),
    ...(isDay(from) && { from }),
    ...(isDay(to) && { to }),
  } as AuditFilter;
}

/** The id of a line as an address gives it; undefined for anything else. */
export function parseEntryId(given: string | string[] | undefined): string | undefined {
  return typeof given === 'string' && /^\d{1,18}$/.test(given) ? given : undefined;
}
