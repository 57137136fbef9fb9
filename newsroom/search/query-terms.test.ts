import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  endsInWord,
  normalizeQuery,
  QUERY_LENGTH_LIMIT,
  respell,
  termsOf,
  writeQuery,
} from '#newsroom/search/query-terms';

const word = (text: string) => ({ text, quoted: false, without: false });
const phrase = (text: string) => ({ text, quoted: true, without: false });

describe('a question', () => {
  it.each([
    ['  boats \n on\tthe   river ', 'boats on the river'],
    ['nul\0and\u0007bell', 'nul and bell'],
    ['half \ud83d of a pair', 'half of a pair'],
    ['soft\u00adhyphen', 'softhyphen'],
    ['и\u0306', 'й'],
    [`${'x'.repeat(10_000)}`, 'x'.repeat(QUERY_LENGTH_LIMIT)],
    [`${'x'.repeat(QUERY_LENGTH_LIMIT - 1)}😀`, 'x'.repeat(QUERY_LENGTH_LIMIT - 1)],
    ['', ''],
  ])('%j is tidied', (typed, tidy) => {
    expect(normalizeQuery(typed)).toBe(tidy);
  });

  it.each([
    ['boats river', [word('boats'), word('river')]],
    ['"on the river" boats', [phrase('on the river'), word('boats')]],
    ['«на реке» лодки', [phrase('на реке'), word('лодки')]],
    ['„on the river“', [phrase('on the river')]],
    ['"on the river', [phrase('on the river')]],
    ['boat -market', [word('boat'), { ...word('market'), without: true }]],
    ['boat −market', [word('boat'), { ...word('market'), without: true }]],
    ['boat -"at the market"', [word('boat'), { ...phrase('at the market'), without: true }]],
    ['boat - market', [word('boat'), word('market')]],
    ['Tbilisi-Yerevan', [word('Tbilisi-Yerevan')]],
    ['!!! & | :* ( ) \\ %', []],
    ['"" -', []],
    ['', []],
  ])('%j falls into what it asks for', (question, terms) => {
    expect(termsOf(question)).toEqual(terms);
  });

  it('is written as it was read', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (typed) => {
        const terms = termsOf(normalizeQuery(typed));
        expect(termsOf(writeQuery(terms))).toEqual(terms);
      }),
    );
  });

  it('is never longer than the limit, nor in broken characters', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 1_000 }), (typed) => {
        const tidy = normalizeQuery(typed);
        expect(tidy.length).toBeLessThanOrEqual(QUERY_LENGTH_LIMIT);
        expect(tidy.isWellFormed()).toBe(true);
        expect(normalizeQuery(tidy)).toBe(tidy);
      }),
    );
  });

  it('may end in a word that goes on', () => {
    expect(endsInWord(termsOf('boats ri'))).toBe(true);
    expect(endsInWord(termsOf('boats "on the ri'))).toBe(false);
    expect(endsInWord(termsOf('boats -ri'))).toBe(false);
    expect(endsInWord([])).toBe(false);
  });

  it('keeps its quotes and minuses when words are respelt', () => {
    expect(respell(termsOf('"on rivr" rivr -rivr'), new Map([['rivr', 'river']]))).toBe('"on rivr" river -rivr');
  });
});
