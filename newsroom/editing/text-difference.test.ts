import { array, assert, constantFrom, property, record } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { summaryOf } from '#blocks/body';
import type { Block } from '#blocks/kinds';
import { type BlockDifference, diffTexts } from '#newsroom/editing/text-difference';
import type { ArticleText } from '#newsroom/editing/working-copy';

const PICTURE = '0123456789abcdef0123';
const paragraph = (text: string): Block => ({ type: 'paragraph', text: [{ text }] });
const text = (...body: Block[]): ArticleText => ({ headline: '', standfirst: '', source: '', body });

const blocksBetween = (older: Block[], newer: Block[]) => diffTexts(text(...older), text(...newer)).blocks;
/** As `kind older newer: words`, of words `-gone-` and `+new+`. */
const shown = ({ kind, older, newer, words }: BlockDifference) =>
  `${kind} ${older ?? '·'} ${newer ?? '·'}: ${words
    .map((run) => ({ same: run.text, gone: `-${run.text}-`, new: `+${run.text}+` })[run.kind])
    .join('')}`;

describe('lines', () => {
  const between = (older: string, newer: string) =>
    diffTexts({ ...text(), headline: older }, { ...text(), headline: newer }).headline;

  it('are compared word by word', () => {
    expect(between('Rain over the valley', 'Snow over the valley')).toEqual([
      { kind: 'gone', text: 'Rain' },
      { kind: 'new', text: 'Snow' },
      { kind: 'same', text: ' over the valley' },
    ]);
  });

  it('that are equal are one run, and nothing if they are empty', () => {
    expect(between('Rain', 'Rain')).toEqual([{ kind: 'same', text: 'Rain' }]);
    expect(between('', '')).toEqual([]);
    expect(between('', 'Rain')).toEqual([{ kind: 'new', text: 'Rain' }]);
  });

  it('are the headline, the standfirst and the source', () => {
    const newer = { headline: 'H', standfirst: 'S', source: 'P', body: [] };
    expect(diffTexts(text(), newer)).toEqual({
      headline: [{ kind: 'new', text: 'H' }],
      standfirst: [{ kind: 'new', text: 'S' }],
      source: [{ kind: 'new', text: 'P' }],
      blocks: [],
    });
  });
});

describe('blocks', () => {
  it('are added, removed and changed where they stand', () => {
    const older = [paragraph('One.'), paragraph('It rained all day.'), paragraph('Three.'), paragraph('Four.')];
    const newer = [paragraph('New.'), paragraph('One.'), paragraph('It snowed all day.'), paragraph('Three.')];
    expect(blocksBetween(older, newer).map(shown)).toEqual([
      'new · 0: +New.+',
      'same 0 1: One.',
      'changed 1 2: It -rained-+snowed+ all day.',
      'same 2 3: Three.',
      'gone 3 ·: -Four.-',
    ]);
  });

  it('of another type are not compared word by word', () => {
    const heading: Block = { type: 'heading', level: 2, text: [{ text: 'One.' }] };
    expect(blocksBetween([paragraph('One.')], [heading]).map(shown)).toEqual(['gone 0 ·: -One.-', 'new · 0: +One.+']);
  });

  it('of which more came than went are paired in order', () => {
    const newer = [paragraph('One more.'), paragraph('Two.'), paragraph('Three.')];
    expect(blocksBetween([paragraph('One.')], newer).map(shown)).toEqual([
      'changed 0 0: One+ more+.',
      'new · 1: +Two.+',
      'new · 2: +Three.+',
    ]);
  });

  it('are the same whatever the order of their keys, as PostgreSQL keeps them in its own', () => {
    const list: Block = { type: 'list', ordered: true, items: [[{ text: 'One', strong: true }]] };
    const reordered = { items: [[{ strong: true, text: 'One' }]], ordered: true, type: 'list' } as Block;
    expect(blocksBetween([list], [reordered]).map(shown)).toEqual(['same 0 0: • One']);
  });

  it('with the same words but another form are changed, and say so', () => {
    const link: Block = { type: 'paragraph', text: [{ text: 'One.', href: 'https://a.example' }] };
    const [changed] = blocksBetween([paragraph('One.')], [link]);
    expect(changed).toMatchObject({ kind: 'changed', isFormed: true, words: [{ kind: 'same', text: 'One.' }] });
    const [other] = blocksBetween([paragraph('One.')], [paragraph('Two.')]);
    expect(other).toMatchObject({ kind: 'changed', isFormed: false });
  });

  it('are each of both texts, once and in order', () => {
    const block = constantFrom<Block>(
      ...['rain', 'snow', 'wind'].map(paragraph),
      { type: 'heading', level: 2, text: [{ text: 'rain' }] },
      { type: 'divider' },
    );
    const bodies = record({ older: array(block, { maxLength: 8 }), newer: array(block, { maxLength: 8 }) });
    assert(
      property(bodies, ({ older, newer }) => {
        const found = blocksBetween(older, newer);
        const indexes = (side: 'older' | 'newer') => found.flatMap((block) => block[side] ?? []);
        expect(indexes('older')).toEqual(older.map((_, index) => index));
        expect(indexes('newer')).toEqual(newer.map((_, index) => index));
        for (const { kind, older: from, newer: to, words } of found) {
          if (from === null || to === null) {
            expect(kind).toBe(from === null ? 'new' : 'gone');
            continue;
          }
          const [before, after] = [older[from] as Block, newer[to] as Block];
          expect(kind === 'same').toBe(JSON.stringify(before) === JSON.stringify(after));
          const without = (left: string) => words.flatMap((run) => (run.kind === left ? [] : run.text)).join('');
          expect([without('new'), without('gone')]).toEqual([summaryOf(before), summaryOf(after)]);
        }
      }),
    );
  });
});

describe('what a block is shown as', () => {
  it.each<[Block, string]>([
    [paragraph('Rain.'), 'Rain.'],
    [{ type: 'quote', text: [{ text: 'Rain' }], attribution: 'Anna' }, 'Rain — Anna'],
    [{ type: 'quote', text: [{ text: 'Rain' }] }, 'Rain'],
    [{ type: 'list', ordered: false, items: [[{ text: 'One' }], [{ text: 'Two' }]] }, '• One\n• Two'],
    [{ type: 'table', header: [[{ text: 'A' }], []], rows: [[[{ text: '1' }], [{ text: '2' }]]] }, 'A | \n1 | 2'],
    [{ type: 'figure', picture: PICTURE, caption: 'A bridge' }, `${PICTURE}\nA bridge`],
    [
      { type: 'gallery', pictures: [PICTURE, 'f'.repeat(20)], words: { [PICTURE]: { alt: 'A bridge' } } },
      `${PICTURE}\nA bridge\n${'f'.repeat(20)}`,
    ],
    [
      { type: 'embed', provider: 'youtube', href: 'https://youtu.be/x', title: 'A film' },
      'A film (https://youtu.be/x)',
    ],
    [{ type: 'divider' }, '* * *'],
  ])('%j are %j', (block, words) => {
    expect(summaryOf(block)).toBe(words);
  });
});
