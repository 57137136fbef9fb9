import { beforeAll, beforeEach, expect, it } from 'vitest';
import { actorFor, createSiteSettings } from '#e2e/test-data';
import { findActivityYears, saveActivityYears } from '#newsroom/audit/activity-years';
import { deleteOldEntries } from '#newsroom/audit/delete-old-entries';
import { database } from '#platform/database';

/** An entry for every month of ten years, `n` months old. */
async function keepALog(): Promise<void> {
  await database().$executeRaw`
    INSERT INTO audit_entry (at, actor_name, event, resource, resource_id, title)
    SELECT now() - make_interval(months => n) + interval '1 hour', 'Anna', 'article.published', 'article', n::text, 'Rain'
    FROM generate_series(1, 120) AS n`;
}

const oldest = async () =>
  Number(
    (await database().auditEntry.findFirstOrThrow({ where: { actorName: 'Anna' }, orderBy: { at: 'asc' } })).resourceId,
  );

beforeAll(createSiteSettings);
beforeEach(async () => {
  await database().$executeRaw`TRUNCATE audit_entry`;
  await database().siteSettings.updateMany({ data: { activityYears: 5 } });
  await keepALog();
});

it('keeps the activity log for five years where nobody has said how long', async () => {
  expect(await findActivityYears()).toBe(5);
  expect(await deleteOldEntries(20)).toBe(20);
  expect(await oldest()).toBe(100);
  while ((await deleteOldEntries(20)) > 0);
  expect(await oldest()).toBe(60);
});

it('keeps it for as long as an administrator says, which the log tells of', async () => {
  const administrator = await actorFor('administrator');
  expect(await saveActivityYears(administrator, 2)).toEqual({ ok: true });
  expect(await findActivityYears()).toBe(2);
  while ((await deleteOldEntries(1_000)) > 0);
  expect(await oldest()).toBe(24);
  expect(await database().auditEntry.findFirst({ where: { event: 'settings.changed' } })).toMatchObject({
    actorId: administrator.id,
    detail: { changed: { activity_years: [5, 2] } },
  });
});

it('refuses whoever may not, and what is no number of years', async () => {
  expect(await saveActivityYears(await actorFor('chief'), 2)).toMatchObject({ why: 'not-allowed' });
  const administrator = await actorFor('administrator');
  for (const years of [0, 21, 1.5, Number.NaN, -3])
    expect(await saveActivityYears(administrator, years)).toMatchObject({ why: 'invalid', about: 'activityYears' });
  expect(await findActivityYears()).toBe(5);
});
