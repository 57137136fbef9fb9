import type { Language } from '#i18n/languages';
import { ACT_NAMES, type Act } from '#newsroom/staff/may';

/** Kinds of things that the log tells of. Topics and pages are known in it by their keys, everything else by its id. */
export const LOGGED_THINGS = ['article', 'story', 'picture', 'section', 'tag', 'author', 'masthead', 'page', 'staff'] as const;
export type LoggedThing = (typeof LOGGED_THINGS)[number];

/** Acts that change something; only these are in the log. */
export const LOGGED_ACTS: readonly Act[] = ACT_NAMES.filter((act) => !act.endsWith('.read'));

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

/** Stands for the paper itself among those who act. */
export const THE_PAPER = 'paper';

export type AuditFilter = {
  /** Id of somebody of the staff, or THE_PAPER. */
  actor?: string;
  act?: string;
  thing?: string;
  /** With `thing`: one alone. */
  thingId?: string;
  /** Days of the paper's own zone, both included: `2026-11-25`. */
  from?: string;
  to?: string;
};

/** A change of a text in a line's detail, as whatChanged (record-act.ts) writes it: old and new. */
export function changesIn(detail: Record<string, unknown>): { name: string; before: string; after: string }[] {
  const changed = detail.changed;
  if (typeof changed !== 'object' || changed === null) return [];
  return Object.entries(changed).map(([name, pair]) => {
    const [before, after] = Array.isArray(pair) ? pair : [];
    return { name, before: String(before ?? ''), after: String(after ?? '') };
  });
}

/**
 * What a line says in one word beside its act, so that a sentence can be made of it: a thing that came, went, moved, went into another, or was
 * changed.
 */
export function turnOf(detail: Record<string, unknown>): 'created' | 'removed' | 'moved' | 'merged' | 'changed' {
  return (['created', 'removed', 'moved', 'merged'] as const).find((turn) => turn in detail) ?? 'changed';
}
