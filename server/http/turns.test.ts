import { expect, it } from 'vitest';
import { Turns } from '#server/http/turns';

const turn = () => new Promise((later) => setImmediate(later));

it('begins at once what is little, and the rest in turns, in order', async () => {
  const turns = new Turns();
  const begun: number[] = [];
  for (let number = 0; number < 30; number++) turns.begin(() => begun.push(number));
  expect(begun).toHaveLength(12);
  await turn();
  expect(begun).toHaveLength(24);
  // What comes later does not overtake.
  turns.begin(() => begun.push(30));
  await turn();
  expect(begun).toEqual(Array.from({ length: 31 }, (_, index) => index));
  await turn();
  turns.begin(() => begun.push(31));
  expect(begun.at(-1)).toBe(31);
});
