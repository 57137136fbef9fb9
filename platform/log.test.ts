import pino from 'pino';
import { expect, it, vi } from 'vitest';
import { connect } from '#platform/database';
import { errorForLog, troubleOnce } from '#platform/log';

it('an error is logged without the values of rows that PostgreSQL and Prisma add to it', async () => {
  const lines: string[] = [];
  const logger = pino({ serializers: { err: errorForLog } }, { write: (line: string) => void lines.push(line) });
  const database = connect(String(process.env.DATABASE_URL), { max: 1 });
  const token = 'secret-token';
  const attempts = [
    () => database.verification.create({ data: { id: '1', identifier: token, value: token, expiresAt: new Date() } }),
    () => database.verification.create({ data: { id: '1', identifier: token, value: token, expiresAt: new Date() } }),
    () => database.$executeRaw`INSERT INTO verification (id, identifier, value) VALUES (${token}, ${token}, ${token})`,
    () =>
      database.$executeRaw`INSERT INTO session (id, token, user_id, expires_at) VALUES ('1', ${token}, ${token}, now())`,
    () => database.session.create({ data: { id: '1', token, userId: 7 as never, expiresAt: new Date() } }),
  ];
  let failed = 0;
  for (const attempt of attempts)
    await attempt().catch((error: unknown) => {
      failed++;
      logger.error({ err: error }, 'failed');
      logger.error({ err: new Error('wrapped', { cause: error }) }, 'failed');
    });
  await database.$disconnect();
  expect(failed).toBe(4);
  expect(lines.join('\n')).not.toContain(token);
  expect(lines.join('\n')).toContain('"sqlState":"23502"');
  expect(lines.join('\n')).toContain('Expected String, provided Int');
});

it('trouble with the database is one line a minute for each kind, and everything else is logged each time', () => {
  vi.useFakeTimers({ toFake: ['performance'] });
  const lines: { msg: string; database?: string }[] = [];
  const logger = pino(
    { hooks: { logMethod: troubleOnce() } },
    { write: (line: string) => void lines.push(JSON.parse(line)) },
  );
  const away = Object.assign(new Error('no'), { code: 'ECONNREFUSED' });
  for (let request = 0; request < 1_000; request++) {
    logger.warn({ err: away }, 'the database is unreachable');
    logger.error({ err: new Error('failed', { cause: away }) }, 'request failed');
  }
  expect(lines.map(({ msg, database }) => [msg, database])).toEqual([
    ['the database is unreachable', 'unreachable'],
    ['request failed', 'unreachable'],
  ]);
  logger.error({ err: new Error('x') }, 'request failed');
  logger.error({ err: new Error('x') }, 'request failed');
  expect(lines).toHaveLength(4);
  vi.advanceTimersByTime(60_001);
  logger.warn({ err: away }, 'the database is unreachable');
  expect(lines).toHaveLength(5);
  vi.useRealTimers();
});
