import { afterEach, beforeAll, describe, expect, it } from 'vitest';
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

describe('where the day of a kind is changed', () => {
  const [TUESDAY, OLD, NEW] = [new Date('2027-06-01T10:00:00Z'), '2027-06-04', '2027-06-03'];
  const weekly = () =>
    database().letter.findMany({
      where: { kind: 'weekly', language: 'en' },
      orderBy: { occasion: 'asc' },
      select: { occasion: true, state: true, subject: true },
    });
  /** From Friday to Thursday, once somebody has done something with the letter of Friday. */
  async function change(touch: (id: number) => Promise<unknown>) {
    await plan(TUESDAY);
    const letter = await database().letter.findFirstOrThrow({ where: { kind: 'weekly', language: 'en' } });
    await touch(letter.id);
    await database().letterPlan.updateMany({ where: { kind: 'weekly' }, data: { weekday: 4 } });
    await Promise.all([plan(TUESDAY), plan(TUESDAY)]);
    await plan(TUESDAY);
    return weekly();
  }
  const written = (id: number) =>
    database().letter.update({ where: { id }, data: { subject: 'Mine', version: 2, isByHand: true } });
  afterEach(() => database().letterPlan.updateMany({ data: { weekday: 5, minute: 1_080 } }));

  it('the letter that nobody has touched goes, so that readers get one', async () => {
    expect(await change(async () => {})).toEqual([{ occasion: NEW, state: 'draft', subject: '' }]);
  });

  it('the letter that somebody has worked on, or approved, is the next one', async () => {
    expect(await change(written)).toEqual([{ occasion: NEW, state: 'draft', subject: 'Mine' }]);
    expect(await listed('weekly')).toEqual([`${NEW} ${NEW}T16:00`]);
    await database().letter.updateMany({ data: { state: 'ready' } });
    await database().letterPlan.updateMany({ where: { kind: 'weekly' }, data: { weekday: 5 } });
    await plan(TUESDAY);
    expect(await weekly()).toEqual([{ occasion: OLD, state: 'ready', subject: 'Mine' }]);
  });

  it('it waits for somebody to approve it where there is a letter of that day', async () => {
    const sent = { kind: 'weekly', language: 'en', occasion: NEW, dueAt: new Date(), state: 'cancelled' };
    const both = await change(async (id) => {
      await written(id);
      await database().letter.create({ data: sent });
    });
    expect(both).toMatchObject([
      { occasion: NEW, state: 'cancelled' },
      { occasion: OLD, state: 'held' },
    ]);
    // Nobody takes that back.
    await database().letter.updateMany({ where: { occasion: OLD }, data: { state: 'ready', version: 3 } });
    await plan(TUESDAY);
    expect(await weekly()).toMatchObject([{ state: 'cancelled' }, { occasion: OLD, state: 'ready' }]);
  });

  it('the letter of today goes at its former hour where the new one has passed', async () => {
    const friday = new Date(`${OLD}T10:00:00Z`);
    await plan(friday);
    await database().letterPlan.updateMany({ data: { minute: 8 * 60 } });
    await plan(friday);
    expect(await listed('daily')).toEqual([`${OLD} ${OLD}T16:00`, '2027-06-05 2027-06-05T06:00']);
    expect(await listed('weekly')).toEqual([`${OLD} ${OLD}T16:00`, '2027-06-11 2027-06-11T06:00']);
  });

  it('a machine whose clock is some minutes off leaves the letters of the others', async () => {
    const due = new Date('2027-06-01T16:00:00Z').getTime();
    for (const offset of [-60_000, 60_000, -240_000, 240_000]) await plan(new Date(due + offset));
    expect(await listed('daily')).toEqual(['2027-06-01 2027-06-01T16:00', '2027-06-02 2027-06-02T16:00']);
    const ids = (await database().letter.findMany({ where: { kind: 'daily' } })).map(({ id }) => id);
    for (const offset of [-120_000, 120_000]) await plan(new Date(due + offset));
    expect((await database().letter.findMany({ where: { kind: 'daily' } })).map(({ id }) => id)).toEqual(ids);
  });
});

it('makes none while letters are off', async () => {
  await database().letterSettings.update({ where: { id: 1 }, data: { isOn: false } });
  expect(await plan()).toBe(0);
  expect(await database().letter.count()).toBe(0);
  await turnLettersOn();
});
