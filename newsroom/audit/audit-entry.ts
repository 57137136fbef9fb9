import type { Language } from '#i18n/languages';

/** A line of the activity log. */
export type AuditEntry = {
  /** As text: there may be more than numbers count exactly. */
  id: string;
  at: Date;
  /** Null where nobody did it: what was scheduled, or the command line. */
  actorId: string | null;
  actorName: string;
  /** Network address. */
  address: string;
  /** A name of AUDIT_EVENTS, or what an earlier version called it. */
  event: string;
  resource: string;
  resourceId: string;
  language: Language | null;
  /** What the resource was called then. */
  title: string;
  detail: Record<string, unknown>;
};
