import type { Language } from '#i18n/languages';
import type { Role } from '#newsroom/permissions/role';

declare const requireActor: unique symbol;

/**
 * Somebody of the staff who is sameOriginActor now. Only the gate (app/admin/gate.ts), which has looked at the session,
 * and tests make one; every verb of the desk takes it first.
 */
export type Actor = {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
  /** What the newsroom speaks to this person. */
  readonly language: Language;
  /** Network address, for the audit log. */
  readonly address: string;
  readonly [requireActor]: true;
};
