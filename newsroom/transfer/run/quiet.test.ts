import { expect, it } from 'vitest';
import { database } from '#platform/database';

it('is obeyed by every trigger that announces: by its condition, or by its function', async () => {
  const loud = await database().$queryRaw`
    SELECT tgname, tgrelid::regclass::text FROM pg_trigger
    WHERE NOT tgisinternal AND tgname LIKE 'announce%' AND pg_get_triggerdef(oid) NOT LIKE '%portal.quiet%'
      AND pg_get_functiondef(tgfoid) NOT LIKE '%portal.quiet%'`;
  expect(loud).toEqual([]);
});

it('has no trigger that writes to the outbox under another name', async () => {
  const others = await database().$queryRaw`
    SELECT tgname, tgrelid::regclass::text FROM pg_trigger JOIN pg_proc ON pg_proc.oid = tgfoid
    WHERE NOT tgisinternal AND tgname NOT LIKE 'announce%' AND prosrc ~ 'outbox|announce' AND prosrc !~ 'pg_notify'`;
  expect(others).toEqual([]);
});
