import { afterEach, expect, it, vi } from 'vitest';
import { readChoice } from '#enhance/choices';

afterEach(() => void vi.unstubAllGlobals());

it.each([
  ['light', 'light'],
  ['dark', 'dark'],
  // Stored by readers' browsers before the themes were renamed.
  ['day', 'light'],
  ['night', 'dark'],
  ['system', null],
  ['sepia', null],
  [null, null],
])('a theme stored as %s is read as %s', (stored, theme) => {
  vi.stubGlobal('localStorage', { getItem: (name: string) => (name === 'theme' ? stored : null) });
  expect(readChoice('theme')).toBe(theme);
});
