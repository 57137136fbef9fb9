import { expect, it } from 'vitest';
import { type Question, questionOf } from '#newsroom/articles/address-parts';
import { type LivePart, readLivePart, writeLivePlace } from '#newsroom/articles/live-place';

const PARTS: [part: string, read: LivePart | undefined][] = [
  ['oldest', { kind: 'page', place: { order: 'oldest' } }],
  ['before-54', { kind: 'page', place: { order: 'newest', after: 54 } }],
  ['after-54', { kind: 'page', place: { order: 'oldest', after: 54 } }],
  ['54', { kind: 'entry', id: 54 }],
];

it.each([
  ...PARTS,
  ...['', '0', '054', 'newest', 'before', 'before-0', 'after-x', '5-4', '12345678901'].map(
    (text): (typeof PARTS)[number] => [text, undefined],
  ),
])('%s is read', (part, read) => {
  expect(readLivePart(part)).toEqual(read);
  if (read?.kind === 'page') expect(writeLivePlace(read.place)).toBe(part);
});

const QUESTIONS: [address: string, question: Question][] = [
  ['/en/post/floods/54', { absent: false, part: { of: 'live entry', language: 'en', key: 'floods/54' } }],
  ['/en/post/floods/before-54', { absent: false, part: { of: 'live entry', language: 'en', key: 'floods/54' } }],
  ['/ru/post/floods/oldest', { absent: false, part: { of: 'live blog', language: 'ru', key: 'floods' } }],
  ['/en/post/floods/atom.xml', { absent: false, part: { of: 'live blog', language: 'en', key: 'floods' } }],
  ['/arm/live/7/54', { absent: false, part: { of: 'live change', language: 'hy', key: '7/54' } }],
];
const NOTHING = [
  ...['/en/post/floods/other', '/en/post/floods/54/1', '/en/post/floods/54/atom.xml', '/en/live', '/en/live/7'],
  ...['/en/live/7/054', '/en/live/7/5/4', '/en/live/7/5/atom.xml', '/en/live/x/5'],
];

it.each([...QUESTIONS, ...NOTHING.map((address): (typeof QUESTIONS)[number] => [address, { absent: true }])])(
  'of %s the database is asked what it may have',
  (address, question) => {
    expect(questionOf(address)).toEqual(question);
  },
);
