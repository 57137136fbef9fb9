import { array, assert, constantFrom, integer, property, record } from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ArticleBody } from '#blocks/body';
import type { Block } from '#blocks/kinds';
import type { ArticleText } from '#newsroom/editing/working-copy';
import { commonText, mergeTexts } from './merge.ts';

const paragraph = (text: string): Block => ({ type: 'paragraph', text: [{ text }] });
const textOf = (...paragraphs: string[]): ArticleText => ({
  headline: 'Headline',
  standfirst: '',
  source: '',
  body: paragraphs.map(paragraph),
});
const merged = (base: string[], theirs: string[], mine: string[]) => {
  const { value, conflicts } = mergeTexts(textOf(...base), textOf(...theirs), textOf(...mine));
  const texts = value.body.map((block) =>
    block.type === 'paragraph' ? block.text.map(({ text }) => text).join('') : '',
  );
  return { texts, conflicts };
};

const words = constantFrom('rain', 'snow', 'wind', 'sun', 'hail');
const sentence = array(words, { minLength: 1, maxLength: 6 }).map((some) => some.join(' '));
const body = array(sentence.map(paragraph), { maxLength: 8 });
const story = record({
  headline: constantFrom('', 'A', 'B'),
  standfirst: constantFrom('', 'C', 'D'),
  source: constantFrom('', 'E'),
  body,
});

describe('two changes to one text', () => {
  it('to different paragraphs are both there once', () => {
    expect(
      merged(['One.', 'Two.', 'Three.'], ['One more.', 'Two.', 'Three.'], ['One.', 'Two.', 'Three more.']),
    ).toEqual({
      texts: ['One more.', 'Two.', 'Three more.'],
      conflicts: 0,
    });
    expect(
      merged(['One one one.', 'Two two two.'], ['One one more.', 'Two two two.'], ['One one one.', 'Two two more.']),
    ).toEqual({
      texts: ['One one more.', 'Two two more.'],
      conflicts: 0,
    });
  });

  it('to different words of one paragraph are both there', () => {
    const base = 'The minister said on Monday that the road would open in spring.';
    expect(merged([base], [base.replace('Monday', 'Tuesday')], [base.replace('spring', 'autumn')])).toEqual({
      texts: ['The minister said on Tuesday that the road would open in autumn.'],
      conflicts: 0,
    });
  });

  it('to the same words stand one after the other, and are counted', () => {
    const base = 'The minister said on Monday.';
    expect(merged([base], ['The minister said on Tuesday.'], ['The minister said on Friday.'])).toEqual({
      texts: ['The minister said on Tuesday.', 'The minister said on Friday.'],
      conflicts: 1,
    });
  });

  it('of which one deletes what the other changes keep the change', () => {
    expect(merged(['One.', 'Two is long enough.'], ['One.'], ['One.', 'Two is long enough indeed.'])).toEqual({
      texts: ['One.', 'Two is long enough indeed.'],
      conflicts: 1,
    });
    expect(merged(['One.', 'Two.'], ['One.'], ['One.', 'Two.'])).toEqual({ texts: ['One.'], conflicts: 0 });
  });

  it('that insert in one place are both there, theirs first', () => {
    expect(merged(['One.'], ['One.', 'Theirs.', 'Both.'], ['One.', 'Both.', 'Mine.'])).toEqual({
      texts: ['One.', 'Theirs.', 'Both.', 'Mine.'],
      conflicts: 0,
    });
    expect(merged(['One.', 'Two.'], ['One.', 'Two.', 'Three.'], ['Zero.', 'One.', 'Two.'])).toEqual({
      texts: ['Zero.', 'One.', 'Two.', 'Three.'],
      conflicts: 0,
    });
  });

  it('that both write where nothing stood, or behind a space, do not run into one word', () => {
    const [base, theirs, mine] = ['', 'Fire in Gyumri', 'Rain all day'].map((headline) => ({
      ...textOf('One '),
      headline,
    }));
    if (!base || !theirs || !mine) throw new Error('three texts');
    expect(mergeTexts(base, theirs, mine).value.headline).toBe('Fire in Gyumri Rain all day');
    expect(merged(['One '], ['One theirs'], ['One mine']).texts).toEqual(['One theirs mine']);
  });

  it('to a paragraph that the other has split or moved beside an edit lose nothing', () => {
    const base = ['Rain fell in the north. Snow fell in the south.', 'Roads are closed today.'];
    const split = ['Rain fell in the north.', 'Snow fell in the south.', 'Roads are closed today.'];
    const edited = [base[0] ?? '', 'Roads are closed until Sunday today.'];
    expect(merged(base, split, edited)).toEqual({
      texts: ['Rain fell in the north.', 'Snow fell in the south.', 'Roads are closed until Sunday today.'],
      conflicts: 0,
    });
  });

  it('to marks, items and cells are merged too', () => {
    const list = (...items: string[]): ArticleBody => [
      { type: 'list', ordered: false, items: items.map((text) => [{ text }]) },
    ];
    const withBody = (some: ArticleBody) => ({ ...textOf(), body: some });
    expect(
      mergeTexts(withBody(list('a', 'b', 'c')), withBody(list('a!', 'b', 'c')), withBody(list('a', 'b', 'c!'))).value
        .body,
    ).toEqual(list('a!', 'b', 'c!'));
    const spans = (...text: { text: string; strong?: true }[]) => withBody([{ type: 'paragraph', text }]);
    const bold = spans({ text: 'One ' }, { text: 'two', strong: true }, { text: ' three' });
    expect(
      mergeTexts(spans({ text: 'One two three' }), bold, spans({ text: 'One two three four' })).value.body,
    ).toEqual(spans({ text: 'One ' }, { text: 'two', strong: true }, { text: ' three four' }).body);
  });

  it('to one headline keep mine, and theirs above the text', () => {
    const [base, theirs, mine] = ['Rain', 'Snow', 'Hail'].map((headline) => ({ ...textOf('One.'), headline }));
    if (!base || !theirs || !mine) throw new Error('three texts');
    const { value, conflicts } = mergeTexts(base, theirs, mine);
    expect([value.headline, conflicts]).toEqual(['Hail', 1]);
    expect(value.body).toEqual(textOf('Snow', 'One.').body);
  });
});

describe('merging', () => {
  it('of a change and none is that change', () => {
    assert(
      property(story, story, (base, changed) => {
        expect(mergeTexts(base, changed, base)).toEqual({ value: changed, conflicts: 0 });
        expect(mergeTexts(base, base, changed)).toEqual({ value: changed, conflicts: 0 });
        expect(mergeTexts(base, changed, changed)).toEqual({ value: changed, conflicts: 0 });
      }),
    );
  });

  it('keeps every word that either has written, and repeats no paragraph that both left alone', () => {
    const edits = array(record({ at: integer({ min: 0, max: 40 }), isInserted: integer({ min: 0, max: 1 }) }), {
      maxLength: 6,
    });
    let number = 0;
    const edited = (base: string[], some: { at: number; isInserted: number }[]) => {
      const text = [...base];
      const written: string[] = [];
      for (const { at, isInserted } of some) {
        const word = `new${++number}`;
        written.push(word);
        const place = text.length ? at % text.length : 0;
        if (isInserted) text.splice(place, 0, `${word} paragraph`);
        else text[place] = `${text[place] ?? ''} ${word}`.trim();
      }
      return { text, written };
    };
    assert(
      property(array(sentence, { maxLength: 8 }), edits, edits, (sentences, one, other) => {
        const base = sentences.map((some, index) => `${index} ${some}`);
        const [theirs, mine] = [edited(base, one), edited(base, other)];
        const { texts, conflicts } = merged(base, theirs.text, mine.text);
        const all = texts.join('\n');
        for (const word of [...theirs.written, ...mine.written]) {
          expect(all.split(new RegExp(`\\b${word}\\b`)).length - 1).toBe(1);
        }
        expect(conflicts).toBe(0);
        for (const some of base) {
          if (theirs.text.includes(some) && mine.text.includes(some))
            expect(texts.filter((text) => text === some)).toEqual([some]);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('without a known base holds every block of both', () => {
    assert(
      property(story, story, (theirs, mine) => {
        const left = mergeTexts(commonText(theirs, mine), theirs, mine).value.body.map((block) =>
          JSON.stringify(block),
        );
        for (const side of [theirs, mine]) for (const block of side.body) expect(left).toContain(JSON.stringify(block));
      }),
    );
  });
});
