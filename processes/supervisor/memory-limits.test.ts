import { expect, it } from 'vitest';
import { availableMemory, heapOptions } from '#processes/supervisor/memory-limits';

const GIGABYTE = 1_073_741_824;

it('a small machine gives a web process a third of its memory, a larger one no more than it needs', () => {
  expect(heapOptions(GIGABYTE / 4, 64)).toEqual(['--max-old-space-size=160', '--max-semi-space-size=4']);
  expect(heapOptions(GIGABYTE / 2, 64)).toEqual(['--max-old-space-size=170', '--max-semi-space-size=4']);
  expect(heapOptions(GIGABYTE, 64)).toEqual(['--max-old-space-size=341', '--max-semi-space-size=4']);
  expect(heapOptions(2 * GIGABYTE, 64)).toEqual(['--max-old-space-size=384', '--max-semi-space-size=16']);
});

it('counts the limit of a container, where there is one', () => {
  expect(availableMemory()).toBeGreaterThan(GIGABYTE / 8);
  expect(availableMemory()).toBeLessThan(2 ** 50);
});

it('a process that is to keep more pages has room for them', () => {
  expect(heapOptions(2 * GIGABYTE, 1_024)[0]).toBe('--max-old-space-size=1344');
  expect(heapOptions(2 * GIGABYTE, 16)[0]).toBe('--max-old-space-size=384');
});
