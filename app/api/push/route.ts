import { z } from 'zod';
import { quietHours } from '#newsroom/deliveries/channels/quiet-hours';
import { languageCode } from '#newsroom/languages/language-code';
import {
  endSubscription,
  LONGEST_ENDPOINT,
  renewSubscription,
  type SubscribeResult,
  subscribe,
} from '#newsroom/push/subscribe';
import { countAttempt } from '#platform/rate-limits';
import { badRequest, guarded, notAllowed, problem, readJson } from '../answer.ts';
import { topicKey } from '../schemas.ts';

// Where browsers say that they want notifications (enhance/push-subscription.ts): POST, that they are called otherwise
// now: PATCH, and that they want none: DELETE. Whoever knows an endpoint and its secret is that browser.

const endpoint = z.url({ protocol: /^https$/ }).max(LONGEST_ENDPOINT);
const key = z
  .string()
  .regex(/^[A-Za-z0-9_-]+$/)
  .max(200);
const device = z.strictObject({ endpoint, p256dh: key, auth: key });
const former = z.strictObject({ endpoint, auth: key });

const subscribed = z.strictObject({
  /** The site's, which the browser has subscribed with. */
  key,
  device,
  former: former.optional(),
  language: languageCode,
  /** None for all. */
  sections: z.array(topicKey).max(100),
  quietHours: quietHours.nullable(),
  timeZone: z.string().max(60),
});
const renewed = z.strictObject({ device, former });

export const POST = reading(subscribed, async ({ device: browser, former: before, ...wishes }) => {
  const saved = await subscribe(browser, wishes);
  if (!saved.ok) return refused(saved);
  if (before && before.endpoint !== browser.endpoint) await endSubscription(before);
  return done();
});

export const PATCH = reading(renewed, async ({ device: browser, former: before }) =>
  (await renewSubscription(before, browser)) ? done() : problem(404, 'Not found', 'There is no such subscription.'),
);

export const DELETE = reading(former, async (browser) => {
  await endSubscription(browser);
  return done();
});

const unsupported = notAllowed('POST, PATCH, DELETE');

export { unsupported as GET, unsupported as PUT };

/** Of a request body, in characters. */
const MAX_LENGTH = 12_000;

function refused(result: SubscribeResult & { ok: false }): Response {
  switch (result.why) {
    case 'off':
      return problem(409, 'Conflict', 'There are no notifications.');
    case 'key':
      return problem(409, 'Conflict', 'The site has another key.', { key: result.key });
    case 'invalid':
      return problem(400, 'Bad request', 'No browser has made this subscription.');
    case 'full':
      return problem(503, 'Service unavailable', 'There are too many subscriptions.');
  }
}

function done(): Response {
  return new Response(null, { status: 204, headers: { 'cache-control': 'no-store' } });
}

function reading<Input>(schema: z.ZodType<Input>, work: (input: Input) => Promise<Response>) {
  return guarded(async (request: Request) => {
    const site = request.headers.get('sec-fetch-site');
    if (site && site !== 'same-origin') return problem(403, 'Forbidden', 'Only pages of this site may subscribe.');
    const parsed = schema.safeParse(await readJson(request, MAX_LENGTH));
    if (!parsed.success) return badRequest(parsed.error.issues);
    const counted = await countAttempt('push', { address: request.headers.get('x-client-address') ?? '' });
    if (counted.ok) return work(parsed.data);
    const late = problem(429, 'Too many requests', 'Try again later.');
    late.headers.set('retry-after', String(counted.waitSeconds));
    return late;
  });
}
