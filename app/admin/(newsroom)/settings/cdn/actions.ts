'use server';
import { refresh } from 'next/cache';
import { z } from 'zod';
import { newsroomAction } from '#app/admin/action';
import { CLOUDFLARE_PLANS, CLOUDFLARE_WAYS } from '#newsroom/purges/cloudflare';
import { removeCdn, saveCdn } from '#newsroom/purges/save-cdn';
import { testCdn } from '#newsroom/purges/test-cdn';

/** Of none there is no version yet. */
const seen = z.coerce.number().int().min(0).max(2_147_483_647);
const token = z.string().trim().max(500);
const cdn = z.enum(['fastly', 'cloudflare']);
const done = 'cdn.saved';

export const saveFastlyAction = newsroomAction(
  { input: z.strictObject({ seen, service: z.string().trim().max(100), fastlyToken: token }), done },
  ({ fastlyToken, seen: version, service }, { actor }) =>
    saveCdn(actor, { cdn: 'fastly', config: { service }, token: fastlyToken, seen: version }),
);

export const saveCloudflareAction = newsroomAction(
  {
    input: z.strictObject({
      ...{ seen, zone: z.string().trim().max(100), cloudflareToken: token },
      ...{ plan: z.enum(CLOUDFLARE_PLANS), by: z.enum(CLOUDFLARE_WAYS) },
    }),
    done,
  },
  ({ cloudflareToken, seen: version, ...config }, { actor }) =>
    saveCdn(actor, { cdn: 'cloudflare', config, token: cloudflareToken, seen: version }),
);

export const testCdnAction = newsroomAction({ input: z.strictObject({ key: cdn }) }, async ({ key }, { actor, t }) => {
  const tested = await testCdn(actor, key);
  if (!tested.ok) return tested;
  const { ok, answer } = tested.outcome;
  refresh();
  return { ok, message: t(ok ? 'cdn.testWell' : 'cdn.testFailed', { answer: answer.slice(0, 300) }) };
});

export const removeCdnAction = newsroomAction(
  { input: z.strictObject({ key: cdn, sure: z.literal('yes') }), done: 'cdn.removed' },
  ({ key }, { actor }) => removeCdn(actor, key),
);
