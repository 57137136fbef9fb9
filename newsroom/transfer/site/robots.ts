import robotsParser from 'robots-parser';
import type { PageAnswer } from '#platform/get-page';
import { USER_AGENT } from '#platform/http-answer';

/** What robots.txt of a server says to us. */
export type Robots = {
  /** Why it could not be read: the server answers with errors, say, and nobody knows what it forbids. */
  unknown?: 'not-public' | 'failed';
  allows(address: string): boolean;
  /** Between two requests. */
  delaySeconds: number;
  /** Addresses of sitemaps. */
  sitemaps: string[];
};

const REDIRECTS = 5;

/**
 * Reads robots.txt of a server as RFC 9309 has it: where there is none everything is allowed, where the server fails
 * nothing is. `get` asks an address without following redirects.
 */
export async function readRobots(origin: string, get: (address: string) => Promise<PageAnswer>): Promise<Robots> {
  const address = `${origin}/robots.txt`;
  let answer = await get(address);
  for (let hop = 0; answer.kind === 'redirect' && hop < REDIRECTS; hop++) answer = await get(answer.to);
  if (answer.kind === 'page') return robotsOf(address, new TextDecoder().decode(answer.bytes));
  if (answer.kind === 'redirect') return robotsOf(address, '');
  if (answer.status !== undefined && answer.status < 500 && answer.status !== 429) return robotsOf(address, '');
  const unknown = answer.why === 'not-public' ? 'not-public' : 'failed';
  return { unknown, allows: () => false, delaySeconds: 0, sitemaps: [] };
}

function robotsOf(address: string, text: string): Robots {
  const robots = robotsParser(address, text);
  return {
    allows: (one) => robots.isAllowed(one, USER_AGENT) !== false,
    delaySeconds: robots.getCrawlDelay(USER_AGENT) ?? 0,
    sitemaps: robots.getSitemaps(),
  };
}
