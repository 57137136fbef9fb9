import { AUDIT_ACTIONS, AUDIT_RESOURCES } from '#newsroom/audit/audit-entry';

/** Stands for the paper itself among those who act. */
export const SYSTEM_ACTOR = 'paper';

export type AuditFilter = {
  /** Id of somebody of the staff, or SYSTEM_ACTOR. */
  actor?: string;
  act?: string;
  thing?: string;
  /** With `thing`: one alone. */
  thingId?: string;
  /** Days of the paper's own zone, both included: `2026-11-25`. */
  from?: string;
  to?: string;
};

const DAY = /^\d{4}-\d\d-\d\d$/;

/** A filter as an address gives it; what cannot be is left out. */
export function parseAuditFilter(given: Record<string, string | string[] | undefined>): AuditFilter {
  const texts = Object.entries(given).flatMap(([name, value]) =>
    typeof value === 'string' && value !== '' && value.length <= 200 ? [[name, value]] : [],
  );
  const { actor, act, thing, thingId, from, to } = Object.fromEntries(texts) as Record<string, string>;
  const isDay = (day: string | undefined) =>
    day !== undefined && DAY.test(day) && !Number.isNaN(Date.parse(`${day}T00:00:00Z`));
  return {
    ...(actor && { actor }),
    ...(AUDIT_ACTIONS.some((known) => known === act) && { act }),
    ...(AUDIT_RESOURCES.some((known) => known === thing) && { thing, ...(thingId && { thingId }) }),
    ...(isDay(from) && { from }),
    ...(isDay(to) && { to }),
  } as AuditFilter;
}

/** The id of a line as an address gives it; undefined for anything else. */
export function parseEntryId(given: string | string[] | undefined): string | undefined {
  return typeof given === 'string' && /^\d{1,18}$/.test(given) ? given : undefined;
}
