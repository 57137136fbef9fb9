import { setTimeout as sleep } from 'node:timers/promises';
import PQueue from 'p-queue';
import { BYTE_LIMIT } from '#newsroom/media/picture-file';
import { type Door, getFromInternet } from '#platform/http-client';

/** A site that asks for a longer pause is not asked again before it is over, and nothing waits for it; seconds. */
const LONGEST_PAUSE = 120;
const ATTEMPTS = 3;

type Host = { queue: PQueue; notBefore: number };

/**
 * Fetches files of former sites, one after another of each: nobody's server is to notice. A site that asks for a pause
 * (Retry-After) gets it. The fetcher gives undefined where a file cannot be had.
 */
export function pictureFetcher(door?: Door): (address: string) => Promise<Uint8Array | undefined> {
  const hosts = new Map<string, Host>();
  return async (address) => {
    const { host } = new URL(address);
    const known = hosts.get(host) ?? { queue: new PQueue({ concurrency: 1 }), notBefore: 0 };
    hosts.set(host, known);
    return known.queue.add(() => fetchFrom(known, address, door));
  };
}

async function fetchFrom(host: Host, address: string, door: Door | undefined): Promise<Uint8Array | undefined> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const pause = host.notBefore - Date.now();
    if (pause > LONGEST_PAUSE * 1_000) return undefined;
    if (pause > 0) await sleep(pause);
    const result = await getFromInternet(address, { limit: BYTE_LIMIT, ...(door && { door }) });
    if (result.ok) return result.bytes;
    if (!result.retryAfterSeconds) return undefined;
    host.notBefore = Date.now() + result.retryAfterSeconds * 1_000;
  }
  return undefined;
}
