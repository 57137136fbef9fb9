import { describe, expect, it } from 'vitest';
import type { ArticleBody } from '#blocks/body';
import { placeholdersIn } from '#newsroom/editing/placeholders';
import { DEFAULT_PLACEHOLDER_WORDS } from '#newsroom/settings/editable-settings';

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
    expect(placeholdersIn({ ...story, headline }, DEFAULT_PLACEHOLDER_WORDS)).toMatchObject([{ part: 'headline' }]);
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
    expect(placeholdersIn({ ...story, standfirst }, DEFAULT_PLACEHOLDER_WORDS)).toEqual([]);
  });

  it('are found in every block that has text, across marks', () => {
    const body: ArticleBody = [
      { type: 'divider' },
      { type: 'paragraph', text },
      { type: 'quote', text: [{ text: 'x' }], attribution: 'TK' },
      { type: 'list', ordered: false, items: [[{ text: 'x' }], text] },
      { type: 'table', header: [[{ text: 'x' }]], rows: [[[]], [text]] },
      { type: 'embed', provider: 'x', href: 'https://x.com/a/status/1', title: 'TK' },
      { type: 'unknown', stored: { type: 'poll', text: 'TK' } },
      { type: 'figure', picture: 'a'.repeat(20), caption: 'Who is this? TK' },
      { type: 'gallery', pictures: ['a'.repeat(20), 'b'.repeat(20)], words: { ['b'.repeat(20)]: { credit: 'TK' } } },
    ];
    const found = placeholdersIn({ ...story, body }, DEFAULT_PLACEHOLDER_WORDS);
    expect(found.map((placeholder) => placeholder.part === 'body' && placeholder.block)).toEqual([1, 2, 3, 4, 5, 7, 8]);
    expect(found[0]?.around).toBe('the mayor, TK, said');
  });

  it('are the words that the paper has chosen, exactly so, and no others', () => {
    const found = (headline: string, words: string[]) =>
      placeholdersIn({ ...story, headline }, words).map(({ around }) => around);
    const words = ['XXX', 'ТК?', 'уточнить', '???', 'a+(b'];
    for (const text of ['XXX', 'ХХХ', 'said XXX, who', 'ТК?', 'TK? more', '(уточнить)', '[XXX 7 names]', '???', 'a+(b'])
      expect(found(text, words), text).toEqual([text]);
    for (const text of ['TK', 'ՏԿ', 'xxx', 'XXXL', 'XXX 30', 'Уточнить', 'уточнить2', 'who???', 'aab'])
      expect(found(text, words), text).toEqual([]);
    expect(found('TK ՏԿ XXX', [])).toEqual([]);
  });

  it('are looked for in a long text in no time, whatever they are', () => {
    const words = ['aa', 'aaaa', '??', '(((', '.*.*', 'TK'];
    const begun = performance.now();
    placeholdersIn({ ...story, headline: `[${'aa'.repeat(50_000)}`, standfirst: '? '.repeat(50_000) }, words);
    expect(performance.now() - begun).toBeLessThan(1_000);
  });
});
