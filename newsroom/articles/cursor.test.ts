import { expect, it } from 'vitest';
import { readCursor, writeCursor } from '#newsroom/articles/cursor';

it('reads what it wrote', () => {
  const cursor = { publishedAt: new Date('2025-05-13T13:53:00.123Z'), id: 17 };
  expect(readCursor(writeCursor(cursor))).toEqual(cursor);
});

it.each([
  '',
  'x',
  '1747144380000',
  '-5',
  '1-0',
  '1-99999999999',
  '1747144380000-17; DROP TABLE story',
  '9999999999999999-1',
  '１-１',
])('reads nothing from %j', (text) => expect(readCursor(text)).toBeUndefined());
