import { afterAll, expect, it, vi } from 'vitest';
import { connect } from '#platform/database';
import { log } from '#platform/log';
import { currentTrouble, forgetTrouble } from '#platform/noted-trouble';
import { watchOutbox } from '#server/watch-outbox';

// What is logged as a warning here is meant to be.
log().level = 'silent';

const holder = globalThis as typeof globalThis & { portalDatabase?: ReturnType<typeof connect> };
const narrow = connect(String(process.env.DATABASE_URL), { max: 1, connectionTimeoutMillis: 100 });
holder.portalDatabase = narrow;

afterAll(async () => {
  forgetTrouble();
  await narrow.$disconnect();
});

it('takes a database without a free connection for one that is there', async () => {
  const outbox = watchOutbox(
    () => {},
    () => {},
  );
  await vi.waitFor(() => expect(outbox.position()).toBeDefined(), 5_000);
  const { promise: released, resolve: release } = Promise.withResolvers<void>();
  const occupying = vi.waitFor(() => narrow.$transaction(() => released, { timeout: 20_000 }), 10_000);
  await vi.waitFor(() => expect(currentTrouble()).toBe('overloaded'), 10_000);
  expect(outbox.isReachable()).toBe(true);
  release();
  await occupying;
  await vi.waitFor(() => expect(currentTrouble()).toBeUndefined(), 5_000);
  await outbox.stop();
});
