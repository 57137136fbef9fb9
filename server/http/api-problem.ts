import type { RenderFailure } from '#server/rendering/page';

const PROBLEMS: Record<RenderFailure['why'], { title: string; status: number; detail: string }> = {
  busy: { title: 'Service unavailable', status: 503, detail: 'Too many requests. Try again later.' },
  slow: { title: 'Service unavailable', status: 503, detail: 'The database takes too long. Try again later.' },
  'too-many': { title: 'Too many requests', status: 429, detail: 'Wait for answers before you send more requests.' },
  unreachable: { title: 'Service unavailable', status: 503, detail: 'The database is unreachable. Try again later.' },
  failed: { title: 'Internal error', status: 500, detail: 'The request failed. The error has been logged.' },
};

/** What a client of the API is told when there is no answer, as JSON (RFC 9457). */
export function apiProblem(why: RenderFailure['why'], incident: string): string {
  return JSON.stringify({ type: 'about:blank', ...PROBLEMS[why], ...(incident && { incident }) });
}
