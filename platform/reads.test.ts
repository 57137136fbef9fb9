import { expect, it } from 'vitest';
import {
  collectReads,
  dependOn,
  remember,
  rememberUntilTouched,
  todayEnds,
  validToday,
  validUntil,
} from '#platform/reads';

it('collects what work depends on, however deep in it that is said, and nothing of other work', async () => {
  const one = collectReads(async () => {
    dependOn('a');
    await Promise.resolve();
    await Promise.all([1, 2].map(async (number) => dependOn(`b-${number}`)));
    return 'done';
  });
  const other = collectReads(async () => dependOn('c'));
  dependOn('nobody asks');
  expect([await one.result, await other.result]).toEqual(['done', undefined]);
  expect([[...one.reads().keys], [...other.reads().keys]]).toEqual([['a', 'b-1', 'b-2'], ['c']]);
  expect(one.reads().validUntil).toBe(Infinity);
});

it('is right until the first of the times that are said, and to the end of the day only where today is known', async () => {
  const until = async (work: () => void) => {
    const { result, reads } = collectReads(async () => work());
    await result;
    return reads().validUntil;
  };
  expect(await until(() => [30, 20, 40].forEach((at) => void validUntil(at)))).toBe(20);
  expect(await until(() => validToday())).toBe(Infinity);
  expect(await until(() => todayEnds(new Date(50)))).toBe(Infinity);
  expect(await until(() => [todayEnds(new Date(50)), validToday()])).toBe(50);
});

it('remembers what every page reads until it is touched, and says each time what it depends on', async () => {
  let read = 0;
  let touchedAt = 0;
  const touches = {
    current: 1,
    isValid: (keys: string, change: number) => !keys.includes('site') || touchedAt <= change,
  };
  const site = () =>
    remember('the site', async () => {
      dependOn('site');
      return ++read;
    });
  expect([await site(), await site()]).toEqual([1, 2]);
  rememberUntilTouched(touches);
  expect([await site(), await site()]).toEqual([3, 4]);
  const page = async () => {
    const { result, reads } = collectReads(site);
    return [await result, ...reads().keys];
  };
  expect([await page(), await page()]).toEqual([
    [5, 'site'],
    [5, 'site'],
  ]);
  touches.current = touchedAt = 2;
  expect(await Promise.all([page(), page()])).toEqual([
    [6, 'site'],
    [6, 'site'],
  ]);
  const fails = () => remember('what fails', () => Promise.reject(new Error('gone')));
  await expect(collectReads(fails).result).rejects.toThrow('gone');
  expect(await collectReads(() => remember('what fails', async () => 'back')).result).toBe('back');
});
