import type { Language } from '#i18n/languages';
import type { Role } from '#newsroom/permissions/role';
import type { Scope } from '#newsroom/permissions/scopes';

declare const requireActor: unique symbol;

/**
 * Somebody of the staff who is sameOriginActor now, or a program with a token of the API. Only the gate
 * (app/admin/gate.ts), which has looked at session or token, and tests make one; every verb of the desk takes it first.
 */
export type Actor = {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
  /** Of a program: what its token may do, whatever the role. */
  readonly scopes?: readonly Scope[];
  /** What the newsroom speaks to this person. */
  readonly language: Language;
  /** Network address, for the audit log. */
  readonly address: string;
  readonly [requireActor]: true;
};
