import { setTimeout as sleep } from 'node:timers/promises';
import { type Robots, readRobots } from '#newsroom/transfer/site/robots';
import { parseWebAddress } from '#newsroom/transfer/source/former-site';
import { getPage, type PageAnswer } from '#platform/get-page';
import type { Door } from '#platform/http-client';

type ToVisit = {
  limit: number;
  accept?: string;
  isInside?(address: string): boolean;
  isListed?(address: string): boolean;
};

/** How a former site is visited; tests have shorter pauses, and another door. */
export type Manners = {
  door?: Door | undefined;
  /** Before the second attempt at something that failed; twice as long before each further one. Milliseconds. */
  backOffMs: number;
  attempts: number;
};

export const USUAL_MANNERS: Manners = { backOffMs: 2_000, attempts: 4 };

/** Nobody waits longer for a site that asks for a pause; what it was asked for has failed then. Seconds. */
const LONGEST_PAUSE = 120;
/** Some ask for a pause of minutes between two pages, with which an archive takes months. Seconds. */
const LONGEST_DELAY = 10;
const REDIRECTS = 5;
const ROBOTS_LIMIT = 1_000_000;
const UNPACED = { nextTurn: 0, notBefore: 0 };

export type Visited =
  | (PageAnswer & { kind: 'page' } & {
      /** Where it was in the end. */
      address: string;
      /** All addresses that led there, the first one first. */
      by: string[];
    })
  /** It leads to an address that is visited anyway. */
  | { kind: 'moved'; to: string }
  /** `isPassing`: it may work later, and the site may be in trouble. */
  | { kind: 'failed'; why: 'robots' | 'outside' | 'gone' | 'not-public' | 'too-large' | 'failed'; isPassing: boolean };

/** `nextTurn` keeps requests apart, `notBefore` is a pause for all of them. Milliseconds since 1970. */
type Pace = { nextTurn: number; notBefore: number };
type Host = Pace & { robots: Promise<Robots> };

/**
 * Visits pages of former sites so that nobody's server notices: as robots.txt of each place wants it, with pauses that a
 * server asks for, and again after a pause where something has failed.
 */
export class Visitor {
  readonly #manners: Manners;
  readonly #hosts = new Map<string, Host>();

  constructor(manners: Manners) {
    this.#manners = manners;
  }

  /** What robots.txt of an address's server says. */
  robots(address: string): Promise<Robots> {
    return this.#host(address).robots;
  }

  /**
   * Gets a page of at most `limit` bytes. `isInside` says whether it may go to an address; without it, to any on the
   * internet. A redirect to an address that `isListed` is not followed. Trouble is a value.
   */
  async visit(
    address: string,
    { limit, accept = '*/*', isInside = isAddress, isListed = () => false }: ToVisit,
  ): Promise<Visited> {
    const by: string[] = [];
    for (let next = address; by.length <= REDIRECTS && !by.includes(next); ) {
      by.push(next);
      if (!isInside(next)) return failed('outside');
      const robots = await this.robots(next);
      if (robots.unknown) return failed(robots.unknown, robots.unknown === 'failed');
      if (!robots.allows(next)) return failed('robots');
      const delayMs = Math.min(robots.delaySeconds, LONGEST_DELAY) * 1_000;
      const answer = await this.#attempt(next, { limit, accept }, this.#host(next), delayMs);
      if (answer.kind === 'page') return { ...answer, address: next, by };
      if (answer.kind === 'failed') return failedBy(answer);
      next = answer.to;
      if (isListed(next) && !by.includes(next)) return { kind: 'moved', to: next };
    }
    return failed('failed');
  }

  #host(address: string): Host {
    const { origin } = new URL(address);
    const known = this.#hosts.get(origin);
    if (known) return known;
    const robots = readRobots(origin, (one) => this.#attempt(one, { limit: ROBOTS_LIMIT, accept: 'text/plain' }));
    const host = { robots, ...UNPACED };
    this.#hosts.set(origin, host);
    return host;
  }

  async #attempt(
    address: string,
    options: { limit: number; accept: string },
    pace: Pace = { ...UNPACED },
    delayMs = 0,
  ): Promise<PageAnswer> {
    const { door, backOffMs, attempts } = this.#manners;
    for (let attempt = 1; ; attempt++) {
      await turn(pace, delayMs);
      const answer = await getPage(address, { ...options, door });
      // Names are looked up anew by whoever is asked; one that is not there now is not there in a second.
      if (!isPassing(answer) || answer.why === 'unknown-host' || attempt === attempts) return answer;
      const asked = answer.retryAfterSeconds ?? 0;
      if (asked > LONGEST_PAUSE) return answer;
      const pause = Math.max(asked * 1_000, backOffMs * 2 ** (attempt - 1));
      // The whole server is in trouble, or says so.
      pace.notBefore = Math.max(pace.notBefore, Date.now() + pause);
    }
  }
}

function isAddress(address: string): boolean {
  return parseWebAddress(address) !== undefined;
}

/** Waits until a server may be asked, and keeps the next request apart from this one. */
async function turn(pace: Pace, delayMs: number): Promise<void> {
  const mine = Math.max(Date.now(), pace.nextTurn);
  pace.nextTurn = mine + delayMs;
  if (mine > Date.now()) await sleep(mine - Date.now());
  while (pace.notBefore > Date.now()) await sleep(pace.notBefore - Date.now());
}

/** Whether it may work later. */
function isPassing(answer: PageAnswer): answer is PageAnswer & { kind: 'failed' } {
  if (answer.kind !== 'failed') return false;
  if (answer.why === 'unreachable' || answer.why === 'unknown-host') return true;
  return answer.status !== undefined && (answer.status >= 500 || answer.status === 429);
}

function failedBy(answer: PageAnswer & { kind: 'failed' }): Visited {
  if (answer.why === 'not-public' || answer.why === 'too-large') return failed(answer.why);
  if (answer.status === 404 || answer.status === 410) return failed('gone');
  return failed('failed', isPassing(answer));
}

function failed(why: (Visited & { kind: 'failed' })['why'], isPassing = false): Visited {
  return { kind: 'failed', why, isPassing };
}
