import { afterEach, beforeAll, expect, it } from 'vitest';
import { clearLetters, turnLettersOn } from '#e2e/letter-scene';
import { createSiteSettings } from '#e2e/test-data';
import { planLetters } from '#newsroom/letters/plan-letters';
import { listPlans } from '#newsroom/letters/settings/find-letter-settings';
import { database } from '#platform/database';

const plan = async (at?: Date) => planLetters(await listPlans(), at);
const listed = async (kind: string) =>
  (await database().letter.findMany({ where: { kind, language: 'en' }, orderBy: { dueAt: 'asc' } })).map(
    ({ occasion, dueAt }) => `${occasion} ${dueAt.toISOString().slice(0, 16)}`,
  );

beforeAll(async () => {
  await createSiteSettings();
  await turnLettersOn();
  await database().siteSettings.update({ where: { id: 1 }, data: { timeZone: 'Europe/Berlin' } });
});
afterEach(clearLetters);

it('makes one letter for each day by the site’s clocks, over a change of the clocks, however many machines do', async () => {
  // Every twenty minutes over three days, by four machines at once.
  for (let minutes = 0; minutes < 3 * 1_440; minutes += 120) {
    const at = new Date(Date.UTC(2027, 9, 30, 0, minutes));
    await Promise.all([plan(at), plan(at), plan(at), plan(at)]);
  }
  expect(await listed('daily')).toEqual([
    '2027-10-30 2027-10-30T16:00',
    '2027-10-31 2027-10-31T17:00',
    '2027-11-01 2027-11-01T17:00',
    '2027-11-02 2027-11-02T17:00',
  ]);
  expect(await listed('weekly')).toEqual(['2027-11-05 2027-11-05T17:00']);
  expect(await listed('breaking')).toEqual([]);
});

it('moves a letter whose time is changed, and leaves one that was sent', async () => {
  const at = new Date('2027-06-01T10:00:00Z');
  await plan(at);
  await database().letterPlan.updateMany({ data: { minute: 20 * 60 } });
  await plan(at);
  expect(await listed('daily')).toEqual(['2027-06-01 2027-06-01T18:00']);
  await database().letter.updateMany({ data: { state: 'sent' } });
  await database().letterPlan.updateMany({ data: { minute: 21 * 60 } });
  await plan(at);
  expect(await listed('daily')).toEqual(['2027-06-01 2027-06-01T18:00']);
  await database().letterPlan.updateMany({ data: { minute: 1_080 } });
});

it('makes none while letters are off', async () => {
  await database().letterSettings.update({ where: { id: 1 }, data: { isOn: false } });
  expect(await plan()).toBe(0);
  expect(await database().letter.count()).toBe(0);
  await turnLettersOn();
});
