import { hostname } from 'node:os';
import { database } from '#platform/database';
import { readEnvironment } from '#platform/env';

const THIS_MACHINE = /^(localhost|127\.[\d.]+|\[::1\])$/;

/**
 * Names of the Varnishes that the environment of this machine lists: their addresses. Each machine may have one at
 * 127.0.0.1, which is another than that of the next machine.
 */
export function varnishNames(): { name: string; url: string }[] {
  return readEnvironment().VARNISH_PURGE_URLS.map((url) => {
    const isHere = THIS_MACHINE.test(new URL(url).hostname);
    return { name: isHere ? `${url} (${hostname()})` : url, url };
  });
}

/** Makes a purge target of each of them, where there is none yet. */
export async function nameVarnishes(): Promise<void> {
  await database().purgeTarget.createMany({
    data: varnishNames().map(({ name, url }) => ({ name, kind: 'varnish', config: { url } })),
    skipDuplicates: true,
  });
}

/**
 * Deletes Varnishes that no environment names any more: for a week no process has looked after them, which each does once
 * a day. At most `limit`; returns how many went.
 */
export function deleteOldVarnishes(limit: number): Promise<number> {
  return database().$executeRaw`
    DELETE FROM purge_target WHERE name IN (
      SELECT name FROM purge_target WHERE kind = 'varnish' AND leased_until < now() - interval '7 days' LIMIT ${limit}
    )`;
}
