import { expect, it } from 'vitest';
import { connect } from '#platform/database';
import { isUnreachable } from '#platform/unreachable';
import { anyPort } from '#processes/supervisor/free-port';

it('distinguishes an unreachable database from a wrong query', async () => {
  const unreachable = connect(`postgres://a:b@127.0.0.1:${await anyPort()}/c`);
  const error = await unreachable.$queryRaw`SELECT 1`.catch((caught: unknown) => caught);
  expect(isUnreachable(error)).toBe(true);
  await unreachable.$disconnect();

  const reachable = connect(String(process.env.DATABASE_URL));
  const wrong = await reachable.$queryRaw`SELECT nothing FROM nowhere`.catch((caught: unknown) => caught);
  expect(isUnreachable(wrong)).toBe(false);
  await reachable.$disconnect();
});

it('follows causes, but not without end, and takes anything', () => {
  expect(isUnreachable(new Error('query failed', { cause: { code: 'ECONNREFUSED' } }))).toBe(true);
  const circular: { cause?: unknown } = {};
  circular.cause = circular;
  expect(isUnreachable(circular)).toBe(false);
  expect(isUnreachable(undefined)).toBe(false);
  expect(isUnreachable('ECONNREFUSED')).toBe(false);
});
