import type { Actor } from '#newsroom/permissions/actor';
import { may } from '#newsroom/permissions/permissions';
import type { PurgeTrouble } from '#newsroom/purges/purge-target';
import { database } from '#platform/database';

export type ListedPurgeTarget = {
  name: string;
  kind: string;
  version: number;
  /** Without its token, which nobody is shown. */
  config: Record<string, string>;
  trouble: PurgeTrouble | null;
  answer: string;
  answeredAt: Date | null;
  succeededAt: Date | null;
};

/** Caches in front that are told what has changed, with how that went. None for somebody who may not see them. */
export async function listPurgeTargets(actor: Actor): Promise<ListedPurgeTarget[]> {
  if (!may(actor, 'cdn.edit')) return [];
  return database().$queryRaw`
    SELECT name, kind, version, config, trouble, answer, answered_at AS "answeredAt", succeeded_at AS "succeededAt"
    FROM purge_target ORDER BY kind, name`;
}
