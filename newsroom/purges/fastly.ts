import { z } from 'zod';
import { batchesOf } from '#newsroom/purges/batches';
import { callApi } from '#newsroom/purges/call-api';
import type { PurgeKind } from '#newsroom/purges/purge-target';
import { EVERYTHING } from '#newsroom/surrogate-keys';

/** What is stored of a Fastly service. */
export const fastlyConfig = z.object({ service: z.string().regex(/^[A-Za-z0-9]{10,40}$/) });

/** Fastly takes 256 keys in a call, and 16 kB for a header. */
const BATCH = { count: 256, bytes: 15_000 };

/** Fastly, which reads our header Surrogate-Key as it is. Its purge of all there is cannot be soft. */
export const fastly: PurgeKind = {
  mostKeys: 2_000,
  againMs: [500],
  callsFor: (keys) => batchesOf(keys, BATCH),
  rateOf: () => null,
  purge(target, purged, outside) {
    const { service } = fastlyConfig.parse(target.config);
    const { fastly: origin = 'https://api.fastly.com' } = outside;
    const isAll = purged === EVERYTHING;
    const address = `${origin}/service/${service}/${isAll ? 'purge_all' : 'purge'}`;
    const headers = (token: string) => ({
      ...{ 'fastly-key': token, accept: 'application/json' },
      ...(!isAll && { 'surrogate-key': purged.join(' '), 'fastly-soft-purge': '1' }),
    });
    return callApi(target, { address, headers, body: '' }, outside);
  },
};
