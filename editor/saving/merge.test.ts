import { array, assert, constantFrom, property, record } from 'fast-check';
import { expect, it } from 'vitest';
import type { Block } from '#blocks/kinds';
import { mergeTexts } from './merge.ts';

const words = constantFrom('rain', 'snow', 'wind', 'sun', 'hail');
const body = array(
  words.map((text): Block => ({ type: 'paragraph', text: [{ text }] })),
  { maxLength: 8 },
);
const story = record({
  headline: constantFrom('', 'A', 'B'),
  standfirst: constantFrom('', 'C', 'D'),
  source: constantFrom('', 'E'),
  body,
});

it('holds every block and every line of both', () => {
  assert(
    property(story, story, (theirs, mine) => {
      const both = JSON.stringify(mergeTexts(theirs, mine));
      for (const side of [theirs, mine]) {
        for (const line of [side.headline, side.standfirst, side.source])
          expect(both).toContain(JSON.stringify(line).slice(1, -1));
        const left = mergeTexts(theirs, mine).body.map((block) => JSON.stringify(block));
        for (const block of side.body) {
          const at = left.indexOf(JSON.stringify(block));
          expect(at).toBeGreaterThanOrEqual(0);
          left.splice(at, 1);
        }
      }
    }),
  );
});

it('of equal texts is that text', () => {
  assert(
    property(story, (text) => {
      expect(mergeTexts(text, text)).toEqual(text);
    }),
  );
});
