import { expect, it } from 'vitest';
import { connect } from '#platform/database';
import { isUnreachable } from '#platform/unreachable';
import { anyPort } from '#processes/supervisor/free-port';

it('tells a database that is not there from a wrong question', async () => {
  const away = connect(`postgres://a:b@127.0.0.1:${await anyPort()}/c`);
  const error = await away.$queryRaw`SELECT 1`.catch((caught: unknown) => caught);
  expect(isUnreachable(error)).toBe(true);
  await away.$disconnect();

  const here = connect(String(process.env.DATABASE_URL));
  const wrong = await here.$queryRaw`SELECT nothing FROM nowhere`.catch((caught: unknown) => caught);
  expect(isUnreachable(wrong)).toBe(false);
  await here.$disconnect();
});

it('looks no deeper than it must', () => {
  const ring: { cause?: unknown } = {};
  ring.cause = ring;
  expect(isUnreachable(ring)).toBe(false);
  expect(isUnreachable(undefined)).toBe(false);
  expect(isUnreachable('ECONNREFUSED')).toBe(false);
});
