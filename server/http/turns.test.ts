import { expect, it } from 'vitest';
import { Turns } from '#server/http/turns';

const turn = () => new Promise((later) => setImmediate(later));

it('begins at once what is little, and the rest in turns, in order', async () => {
  const turns = new Turns();
  const begun: number[] = [];
  for (let number = 0; number < 15; number++) turns.begin(() => begun.push(number));
  expect(begun).toHaveLength(6);
  await turn();
  expect(begun).toHaveLength(12);
  // What comes later does not overtake.
  turns.begin(() => begun.push(15));
  await turn();
  expect(begun).toEqual(Array.from({ length: 16 }, (_, index) => index));
  await turn();
  turns.begin(() => begun.push(16));
  expect(begun.at(-1)).toBe(16);
});
