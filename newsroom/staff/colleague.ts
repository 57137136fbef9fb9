import type { Language } from '#i18n/languages';
import type { Role } from '#newsroom/permissions/role';

/** Somebody of the staff as administrators see them. */
export type Colleague = {
  id: string;
  name: string;
  email: string;
  role: Role;
  language: Language;
  /** Whether more than a password is asked of them. */
  hasSecondFactor: boolean;
  hasPasskey: boolean;
  isSuspended: boolean;
  /** Null when no session of theirs is left. */
  lastSeenAt: Date | null;
};

/** Somebody who has been invited and has not come yet. */
export type Invitation = {
  email: string;
  role: Role;
  language: Language;
  invitedBy: string | null;
  expiresAt: Date;
};

/** A browser in which somebody is signed in. */
export type Presence = {
  id: string;
  userAgent: string;
  /** Network address at sign-in. */
  address: string;
  since: Date;
  lastSeenAt: Date;
};
