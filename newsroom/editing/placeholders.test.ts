import { describe, expect, it } from 'vitest';
import { placeholdersIn } from '#newsroom/editing/placeholders';

const story = { headline: '', standfirst: '', body: [] };
const text = [{ text: 'the mayor, ' }, { text: 'TK', strong: true as const }, { text: ', said' }];

describe('placeholders', () => {
  it.each([
    'TK',
    'TKTK',
    'ТК',
    'ՏԿ',
    'a TK, b',
    '(TK)',
    'цифра — ТК.',
    'TК',
    'TK million',
    '[TK 386 names]',
    '[ТК: имя]',
    '[TK]',
  ])('are found in “%s”', (headline) => {
    expect(placeholdersIn({ ...story, headline })).toMatchObject([{ part: 'headline' }]);
  });

  it.each([
    'TKO',
    'tk',
    'ATK',
    'УТК',
    'TK1',
    'ст. 81 ТК РФ',
    'ТК РА',
    'атака',
    'flight TK 386',
    'TK-386',
    'TK\u00a0386',
    '[TKO 1]',
  ])('are not found in “%s”', (standfirst) => {
    expect(placeholdersIn({ ...story, standfirst })).toEqual([]);
  });

  it('are found in every block that has text, across marks', () => {
    const found = placeholdersIn({
      ...story,
      body: [
        { type: 'divider' },
        { type: 'paragraph', text },
        { type: 'quote', text: [{ text: 'x' }], attribution: 'TK' },
        { type: 'list', ordered: false, items: [[{ text: 'x' }], text] },
        { type: 'table', header: [[{ text: 'x' }]], rows: [[[]], [text]] },
        { type: 'embed', provider: 'x', href: 'https://x.com/a/status/1', title: 'TK' },
        { type: 'unknown', stored: { type: 'poll', text: 'TK' } },
        { type: 'figure', picture: 'a'.repeat(20), caption: 'Who is this? TK' },
        { type: 'gallery', pictures: ['a'.repeat(20), 'b'.repeat(20)], words: { ['b'.repeat(20)]: { credit: 'TK' } } },
      ],
    });
    expect(found.map((placeholder) => placeholder.part === 'body' && placeholder.block)).toEqual([1, 2, 3, 4, 5, 7, 8]);
    expect(found[0]?.around).toBe('the mayor, TK, said');
  });
});
