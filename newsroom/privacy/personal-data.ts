import type { Role } from '#newsroom/permissions/role';
import type { PersonalKind } from '#newsroom/privacy/kinds';

/** What there is of somebody. */
export type PersonalData = {
  email: string;
  /** Null for an address that is nobody's of the staff. */
  member: { id: string; name: string; role: Role } | null;
  /** Rows by kind; kinds without any are left out. */
  counts: ReadonlyMap<PersonalKind, number>;
};
