import type { ServerResponse } from 'node:http';
import type { BackupState } from '#newsroom/backups/find-backup-state';
import type { DatabaseTrouble } from '#platform/database-trouble';
import type { ReplicaState } from '#server/replicas';

export type Health = {
  /** Takes requests and is not about to stop. */
  ready: boolean;
  database: 'reachable' | DatabaseTrouble;
  /** Whether pages are served stale because they cannot be rendered. */
  pages: 'current' | 'stale';
  /** How backups stood a minute ago; left out before that is known. */
  backups?: BackupState | undefined;
  /** How many replicas are in each state, where there are any. */
  replicas?: Partial<Record<ReplicaState, number>>;
};

/**
 * Answers /api/health (everything), /api/health/live (the process runs) and /api/health/ready (it takes requests);
 * false for any other path. A process without its database is ready all the same: it serves its cached pages.
 */
export function answerHealth(path: string, health: Health, response: ServerResponse): boolean {
  if (path !== '/api/health' && path !== '/api/health/live' && path !== '/api/health/ready') return false;
  const isLiveCheck = path === '/api/health/live';
  response.statusCode = isLiveCheck || health.ready ? 200 : 503;
  response.setHeader('content-type', 'application/json; charset=utf-8');
  response.setHeader('cache-control', 'no-store');
  response.end(JSON.stringify(isLiveCheck ? { live: true } : health));
  return true;
}
