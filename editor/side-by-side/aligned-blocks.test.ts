import { expect, it } from 'vitest';
import { alignBlocks } from './aligned-blocks.ts';

const kinds = (letters: string) =>
  [...letters].map(
    (letter) => ({ p: 'paragraph', h: 'heading 2', s: 'heading 3', f: 'figure', e: 'embed' })[letter] ?? '',
  );
const partners = (source: string, translation: string) => alignBlocks(kinds(source), kinds(translation)).join(' ');

it('a text and its copy stand block by block', () => {
  expect(partners('pphpfp', 'pphpfp')).toBe('0 1 2 3 4 5');
  expect(partners('ppp', 'pppp')).toBe('0 1 2');
});

it('anchors stand by their like where one text has more paragraphs than the other', () => {
  expect(partners('pphpp', 'ppphppp')).toBe('0 1 3 4 5');
  expect(partners('ppphppfp', 'phpfp')).toBe('0 0 0 1 2 2 3 4');
});

it('what is left over stands by the last block of its stretch, or where there is none by what comes before', () => {
  expect(partners('ppp', 'p')).toBe('0 0 0');
  expect(partners('fppe', 'fe')).toBe('0 0 0 1');
  expect(partners('pf', 'f')).toBe('0 0');
});

it('an anchor that only one of them has is a block like any other', () => {
  expect(partners('phpfp', 'pppfp')).toBe('0 1 2 3 4');
  expect(partners('ppfpp', 'pphfpp')).toBe('0 1 3 4 5');
  expect(partners('hsh', 'shh')).toMatch(/^\d \d \d$/);
});

it('never goes back, and never past the end, whatever stands there', () => {
  const letters = 'phsfe';
  const word = (seed: number) =>
    Array.from({ length: seed % 7 }, (_, index) => letters[(seed * (index + 3)) % 5]).join('');
  for (let seed = 0; seed < 400; seed++) {
    const [source, translation] = [kinds(word(seed)), kinds(word(seed * 7 + 1))];
    const found = alignBlocks(source, translation);
    expect(found).toEqual(found.toSorted((one, other) => one - other));
    expect(found.every((index) => index >= 0 && index < translation.length)).toBe(true);
    expect(found).toHaveLength(translation.length ? source.length : 0);
  }
});

it('an empty translation has nothing beside it', () => {
  expect(partners('pp', '')).toBe('');
});
