import { expect, it } from 'vitest';
import { viewCounter } from '#server/cache/view-counts';

it('counts what is asked for together in one query, and asks again each time', async () => {
  const asked: number[][] = [];
  const count = viewCounter(async (articles) => {
    asked.push([...articles]);
    return new Map([[7, 70]]);
  });
  expect(await Promise.all([count(7), count(8)])).toEqual([70, 0]);
  expect(await count(7)).toBe(70);
  expect(asked).toEqual([[7, 8], [7]]);
});

it('knows no count while there is no database', async () => {
  const count = viewCounter(() => Promise.reject(new Error('gone')));
  expect(await Promise.all([count(7), count(8)])).toEqual([undefined, undefined]);
});
