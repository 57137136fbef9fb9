import { expect, it } from 'vitest';
import { progressNote } from '#processes/import/progress-note';

it.each([
  [[0, 100, 0], '0 of 100, 0.0/s'],
  [[12_400, 100_000, 40], '12,400 of 100,000, 310/s, 5 min left'],
  [[50, 60, 10], '50 of 60, 5.0/s, 2 s left'],
  [[1_000, 1_000_000, 100], '1,000 of 1,000,000, 10/s, 27 h 45 min left'],
  [[7_000, undefined, 2], '7,000, 3,500/s'],
] as [Parameters<typeof progressNote>, string][])('%j is “%s”', (given, note) => {
  expect(progressNote(...given)).toBe(note);
});
