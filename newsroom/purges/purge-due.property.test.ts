import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type PurgeReceiver, startPurgeReceiver } from '#e2e/purge-receiver';
import { actorFor, createSiteSettings } from '#e2e/test-data';
import { purgeDue } from '#newsroom/purges/purge-due';
import { saveCdn } from '#newsroom/purges/save-cdn';
import { database } from '#platform/database';

// Whatever fails in between: every key that a change has touched is in a purge after the change, and in another one more
// than a second later.

const CONFIGS = {
  fastly: { service: 'SU1Z0isxPaozGVKXdv0eY' },
  cloudflare: { zone: '0123456789abcdef0123456789abcdef', plan: 'free', by: 'tags' },
} as const;

type Cdn = keyof typeof CONFIGS;

let receiver: PurgeReceiver;

beforeAll(async () => {
  await createSiteSettings();
  receiver = await startPurgeReceiver();
});
afterAll(() => receiver.close());

/** Time of the targets, seconds: as if so many had gone by. */
const wait = (seconds: number) =>
  database().$executeRaw`
    UPDATE purge_target SET due_at = due_at - make_interval(secs => ${seconds}::float8),
      leased_until = leased_until - make_interval(secs => ${seconds}::float8),
      calls_until = calls_until - make_interval(secs => ${seconds}::float8),
      owed_at = owed_at - make_interval(secs => ${seconds}::float8),
      owed = (
        SELECT coalesce(jsonb_agg(jsonb_set(one, '{at}', to_jsonb((one->>'at')::float8 - ${seconds * 1_000}::float8))), '[]')
        FROM jsonb_array_elements(owed) AS one
      )`;

const change = fc.uniqueArray(fc.integer({ min: 0, max: 900 }), { minLength: 1, maxLength: 260 });
const step = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('change' as const), keys: change }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('tell' as const), workers: fc.integer({ min: 1, max: 3 }) }) },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('wait' as const), seconds: fc.constantFrom(0.1, 1, 2, 31, 100) }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('fail' as const), status: fc.constantFrom(401, 429, 500) }) },
  { weight: 1, arbitrary: fc.constant({ kind: 'die' as const }) },
  { weight: 1, arbitrary: fc.constant({ kind: 'bulk' as const }) },
);

it('every key touched is in a purge after its change, and in another later, whatever fails in between', async () => {
  const admin = await actorFor('administrator');
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom<Cdn>('fastly', 'cloudflare'),
      fc.array(step, { minLength: 3, maxLength: 14 }),
      async (cdn, steps) => {
        await database().purgeTarget.deleteMany();
        await database().outboxEntry.deleteMany();
        await saveCdn(admin, { cdn, config: CONFIGS[cdn], token: 'token-of-this-test', seen: 0 });
        receiver.received.length = 0;
        receiver.script();
        /** Seconds that have gone by in all, and those at which each call came. */
        let clock = 0;
        const cameAt: number[] = [];
        const counted = { sent: 0, failed: 0 };
        const touched: { key: string; after: number; at: number }[] = [];
        const note = () => {
          while (cameAt.length < receiver.received.length) cameAt.push(clock);
        };
        const pass = async (seconds: number) => {
          await wait(seconds);
          clock += seconds;
        };
        const tell = async () => {
          const told = await purgeDue(cdn, receiver.outside);
          counted.sent += told?.calls.sent ?? 0;
          counted.failed += told?.calls.failed ?? 0;
          note();
        };
        let scripted = 0;
        for (const one of steps) {
          if (one.kind === 'change' || one.kind === 'bulk') {
            const keys = one.kind === 'bulk' ? ['everything'] : one.keys.map((n) => `card-${n}`);
            await database().$executeRaw`INSERT INTO outbox (concerns, keys) VALUES ('paper', ${keys}::text[])`;
            touched.push(...keys.map((key) => ({ key, after: receiver.received.length, at: clock })));
          } else if (one.kind === 'tell') await Promise.all(Array.from({ length: one.workers }, tell));
          else if (one.kind === 'wait') await pass(one.seconds);
          else if (one.kind === 'fail') {
            receiver.script({ status: one.status, headers: { 'retry-after': '1' } });
            scripted++;
          } else {
            // Somebody takes it and is not heard of again.
            await database().$executeRaw`
              UPDATE purge_target SET lease = 'dead', leased_until = now() + interval '30 seconds'
              WHERE leased_until <= now()`;
          }
        }
        for (let round = 0; round < scripted + 8; round++) {
          await pass(100);
          await tell();
        }
        const good = receiver.received.flatMap(({ status, keys }, index) =>
          status === 200 ? [{ index, at: cameAt[index] ?? 0, keys: new Set(keys) }] : [],
        );
        for (const { key, after, at } of touched) {
          const having = good.filter(({ index, keys }) => index >= after && (keys.has(key) || keys.has('everything')));
          expect(having.length, key).toBeGreaterThan(0);
          expect(
            having.some((one) => one.at >= at + 1),
            `${key} a second time`,
          ).toBe(true);
        }
        // Every call is counted once, and nothing is left.
        expect(counted.sent).toBe(good.length);
        expect(counted.sent + counted.failed).toBe(receiver.received.length);
        expect(await purgeDue(cdn, receiver.outside)).toBeNull();
        const { owed, failures } = await database().purgeTarget.findUniqueOrThrow({ where: { name: cdn } });
        expect([owed, failures]).toEqual([[], 0]);
        for (const { keys } of receiver.received) expect(keys.length).toBeLessThanOrEqual(cdn === 'fastly' ? 256 : 100);
      },
    ),
    { numRuns: 60, endOnFailure: false },
  );
}, 120_000);
