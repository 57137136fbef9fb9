import type { Actor } from '#newsroom/permissions/actor';
import { may } from '#newsroom/permissions/permissions';
import { database } from '#platform/database';

export type ListedBackup = {
  id: number;
  place: string;
  begunAt: Date;
  /** Null while it is being made, and where it came to nothing. */
  endedAt: Date | null;
  /** Until when it has everything. */
  until: Date | null;
  bytes: number;
  /** Why it came to nothing, as it was said. */
  trouble: string | null;
  verifiedAt: Date | null;
  /** What was wrong when it was restored beside. */
  verifyTrouble: string | null;
};

/** The last backups, the newest first; none for somebody who may not see them. */
export async function listBackups(actor: Actor, limit: number): Promise<ListedBackup[]> {
  if (!may(actor, 'backup.edit')) return [];
  const rows = await database().backup.findMany({ orderBy: { begunAt: 'desc' }, take: limit, omit: { name: true } });
  return rows.map((row) => ({ ...row, bytes: Number(row.bytes ?? 0) }));
}
