import pino from 'pino';
import { expect, it } from 'vitest';
import { connect } from '#platform/database';
import { errorForLog } from '#platform/log';

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
