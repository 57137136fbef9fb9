import { z } from 'zod';
import { batchesOf } from '#newsroom/purges/batches';
import { callApi } from '#newsroom/purges/call-api';
import type { PurgeKind } from '#newsroom/purges/purge-target';
import { EVERYTHING } from '#newsroom/surrogate-keys';

/** Cloudflare's plans, by what they allow. */
export const CLOUDFLARE_PLANS = ['free', 'paid'] as const;
/** By the header Cache-Tag where the site sends it, else everything with every change. */
export const CLOUDFLARE_WAYS = ['tags', 'everything'] as const;

/** What is stored of a Cloudflare zone. */
export const cloudflareConfig = z.object({
  zone: z.string().regex(/^[0-9a-f]{32}$/),
  plan: z.enum(CLOUDFLARE_PLANS),
  by: z.enum(CLOUDFLARE_WAYS),
});

/** Cloudflare takes 100 tags in a call; 500 keys are five calls of the 25 that may come at once. */
const BATCH = { count: 100, bytes: 50_000 };
const MOST_KEYS = 500;

/**
 * Five calls a minute on the free plan, five a second on the others, 25 at once where there were none for a while; they
 * count for the whole account, so some are left to others. Who drops everything does so less often: it is paid for by the
 * portal, which makes all pages anew.
 */
const RATES = {
  free: { intervalMs: 12_000, burst: 20 },
  paid: { intervalMs: 200, burst: 20 },
} as const;
const BURST_OF_EVERYTHING = 2;

/** Cloudflare, by tags or everything. */
export const cloudflare: PurgeKind = {
  mostKeys: MOST_KEYS,
  // Its calls are counted.
  againMs: [],
  callsFor: (keys, config) =>
    cloudflareConfig.parse(config).by === 'everything' ? [EVERYTHING] : batchesOf(keys, BATCH),
  rateOf(config) {
    const { plan, by } = cloudflareConfig.parse(config);
    return by === 'everything' ? { ...RATES[plan], burst: BURST_OF_EVERYTHING } : RATES[plan];
  },
  purge(target, purged, outside) {
    const { zone } = cloudflareConfig.parse(target.config);
    const { cloudflare: origin = 'https://api.cloudflare.com/client/v4' } = outside;
    const body = JSON.stringify(purged === EVERYTHING ? { purge_everything: true } : { tags: purged });
    const headers = (token: string) => ({ authorization: `Bearer ${token}`, 'content-type': 'application/json' });
    return callApi(target, { address: `${origin}/zones/${zone}/purge_cache`, headers, body }, outside);
  },
};
