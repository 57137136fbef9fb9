import { promisify } from 'node:util';
import { publicLookup } from '#platform/http-client';
import { isPublicHost } from '#platform/ip-address';

const lookup = promisify(
  publicLookup as (host: string, options: object, done: (error: Error | null, address: string) => void) => void,
);

/**
 * An address of a host on the internet, for a connection to just that: what the name leads to a moment later may be a
 * machine in here. Rejects where one of its addresses is of this machine or of a private network.
 */
export async function publicIpOf(host: string): Promise<string> {
  if (!isPublicHost(`mail://${host}`)) throw new Error(`${host} is not on the internet`);
  return lookup(host, {});
}
