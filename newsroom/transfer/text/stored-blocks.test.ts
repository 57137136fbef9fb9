import fc from 'fast-check';
import { expect, it } from 'vitest';
import { storedBody } from '#blocks/body';
import { anyBody } from '#e2e/any-block';
import { blocksOf } from './blocks-of.ts';
import { written } from './written.ts';

// Blocks of another portal like this one.

const OURS = 'b'.repeat(20);
const THEIRS = 'a'.repeat(20);
const GONE = 'c'.repeat(20);
const context = { base: 'https://old.example/', picture: (id: string) => (id === `id:${THEIRS}` ? OURS : undefined) };

it('blocks of a portal like this one stay as they are, known or not', () => {
  fc.assert(
    fc.property(anyBody, (body) => {
      const stored = storedBody(body);
      const same = { base: '', picture: (id: string) => id.slice(3) };
      const result = blocksOf({ format: 'blocks', blocks: stored }, same);
      expect(result.leftOut).toEqual([]);
      expect(JSON.parse(JSON.stringify(storedBody(result.body)))).toEqual(JSON.parse(JSON.stringify(stored)));
    }),
    { numRuns: 200 },
  );
}, 60_000);

it('pictures are ours, those that are gone are counted with their words, and links lead here', () => {
  const blocks = [
    { type: 'figure', picture: THEIRS, caption: 'Kept' },
    { type: 'figure', picture: GONE, caption: 'Not kept', alt: 'Gone' },
    { type: 'gallery', pictures: [THEIRS, GONE], words: { [THEIRS]: { caption: 'Alone' } } },
    { type: 'paragraph', text: [{ text: 'a', href: '/en/post/x' }] },
    { type: 'poll', question: 'Who?' },
  ];
  const link = (address: string) => (address === 'https://old.example/en/post/x' ? '/en/post/y' : undefined);
  const result = blocksOf({ format: 'blocks', blocks }, { ...context, link });
  expect(written(result.body)).toEqual([
    `picture ${OURS} (Kept)`,
    `picture ${OURS} (Alone)`,
    '[a](/en/post/y)',
    'unknown',
  ]);
  expect(result.leftOut).toEqual([{ what: 'picture', words: 3, excerpt: 'Not kept Gone' }]);
  expect(result.words).toEqual({ source: 6, kept: 3 });
  expect(result.pictures).toEqual([`id:${THEIRS}`, `id:${GONE}`]);
});
