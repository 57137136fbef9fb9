import { z } from 'zod';
import { batchesOf } from '#newsroom/purges/batches';
import type { PurgeKind } from '#newsroom/purges/purge-target';
import { EVERYTHING } from '#newsroom/surrogate-keys';
import { purgeAtNamedHost } from '#platform/http-client';

const config = z.object({ url: z.url() });

/** Varnish takes 8 kB for a header, with its name. */
const BATCH = { count: 1_000, bytes: 7_000 };

/** Varnish with vmod xkey (docs/proxies/varnish.vcl): every page has the key `everything` there. */
export const varnish: PurgeKind = {
  mostKeys: 2_000,
  againMs: [250, 700],
  callsFor: (keys) => batchesOf(keys, BATCH),
  rateOf: () => null,
  async purge(target, purged) {
    const { url } = config.parse(target.config);
    const keys = purged === EVERYTHING ? [EVERYTHING] : purged;
    const answer = await purgeAtNamedHost(url, { xkey: keys.join(' ') });
    if (!answer.ok) return { ok: false, answer: answer.why, trouble: 'failed' };
    const words = `${answer.status} ${answer.words}`.trim();
    return answer.status === 200 ? { ok: true, answer: words } : { ok: false, answer: words, trouble: 'failed' };
  },
};
