import { expect, it } from 'vitest';
import { withTimeLimit } from '#platform/time-limit';

it('gives what work returns or throws, and ends work that takes too long', () => {
  expect(withTimeLimit(1_000, () => 'done')).toBe('done');
  expect(() =>
    withTimeLimit(1_000, () => {
      throw new RangeError('own');
    }),
  ).toThrow(RangeError);
  const endless = () => {
    for (;;);
  };
  expect(withTimeLimit(20, endless)).toBeUndefined();
  expect(withTimeLimit(1_000, () => 'again')).toBe('again');
});
