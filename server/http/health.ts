import type { ServerResponse } from 'node:http';

export type Health = {
  /** Takes requests, and is not about to stop. */
  ready: boolean;
  database: 'reachable' | 'unreachable';
  /** Whether last good copies stand in for pages that cannot be made. */
  pages: 'current' | 'last good copies';
};

/**
 * Answers /api/health (all that is known), /api/health/live (this process runs) and /api/health/ready (send it
 * requests). A database that cannot be reached does not make a process unready: it still has its pages.
 */
export function answerHealth(path: string, health: Health, response: ServerResponse): boolean {
  if (path !== '/api/health' && path !== '/api/health/live' && path !== '/api/health/ready') return false;
  const well = path === '/api/health/live' || health.ready;
  response.statusCode = well ? 200 : 503;
  response.setHeader('content-type', 'application/json; charset=utf-8');
  response.setHeader('cache-control', 'no-store');
  response.end(JSON.stringify(path === '/api/health/live' ? { live: true } : health));
  return true;
}
