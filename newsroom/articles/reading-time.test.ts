import { expect, it } from 'vitest';
import { readingMinutes } from '#newsroom/articles/reading-time';

it('reading takes a minute at least, and longer in languages of longer words', () => {
  const body = [{ type: 'paragraph' as const, text: [{ text: 'word '.repeat(920) }] }];
  expect(readingMinutes([], 'en')).toBe(1);
  expect(readingMinutes(body, 'en')).toBe(4);
  expect(readingMinutes(body, 'ru')).toBe(5);
});
