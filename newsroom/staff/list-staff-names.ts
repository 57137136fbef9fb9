import { database } from '#platform/database';

/** Everybody who is or was on the staff, by name. */
export function listStaffNames(): Promise<{ id: string; name: string }[]> {
  return database().staff.findMany({ select: { id: true, name: true }, orderBy: { name: 'asc' } });
}
