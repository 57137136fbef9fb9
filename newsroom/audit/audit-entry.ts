import type { Language } from '#i18n/languages';
import { PERMISSION_NAMES, type Permission } from '#newsroom/permissions/permissions';

/**
 * Kinds of things that the log tells of. Topics and pages are known in it by their keys, fronts by their language,
 * everything else by its id.
 */
export const AUDIT_RESOURCES = [
  'article',
  'story',
  'picture',
  'section',
  'tag',
  'author',
  'masthead',
  'page',
  'front',
  'staff',
] as const;
export type AuditResource = (typeof AUDIT_RESOURCES)[number];

export type AuditAction = Exclude<Permission, `${string}.read`>;

/** Acts that change something; only these are in the log. */
export const AUDIT_ACTIONS = PERMISSION_NAMES.filter((act): act is AuditAction => !act.endsWith('.read'));

export type AuditEntry = {
  /** As text: there may be more than numbers count exactly. */
  id: string;
  at: Date;
  /** Null where the paper did it by itself. */
  actorId: string | null;
  actorName: string;
  /** Network address. */
  address: string;
  act: string;
  thing: string;
  thingId: string;
  language: Language | null;
  /** What it was called then. */
  title: string;
  detail: Record<string, unknown>;
};
