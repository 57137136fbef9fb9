import { describe, expect, it } from 'vitest';
import type { Block } from '#blocks/kinds';
import type { Language } from '#i18n/languages';
import { untranslatedIn } from '#newsroom/editing/untranslated';

const paragraph = (text: string): Block => ({ type: 'paragraph', text: [{ text }] });
const story = (headline: string, ...paragraphs: string[]) => ({
  headline,
  standfirst: '',
  body: paragraphs.map(paragraph),
});
const places = (
  to: Language,
  translation: ReturnType<typeof story>,
  source: ReturnType<typeof story>,
  from: Language = 'en',
) =>
  untranslatedIn(translation, { from, to }, source).map((place) => (place.part === 'body' ? place.block : place.part));

const english = story('Rain in Gyumri', 'Rain fell in Gyumri on Monday.', 'The mayor said that roads are closed.');

describe('a translation', () => {
  it('that is a copy of its source is untranslated everywhere', () => {
    expect(places('ru', english, english)).toEqual(['headline', 0, 1]);
  });

  it('that is finished has nothing left', () => {
    const russian = story('Дождь в Гюмри', 'В понедельник в Гюмри шёл дождь.', 'Мэр сообщил, что дороги закрыты.');
    expect(places('ru', russian, english)).toEqual([]);
  });

  it('has what is left of it named, also where a word was changed or added', () => {
    const begun = story('Дождь в Гюмри', 'Rain fell in Gyumri on Tuesday.', 'Мэр said that roads are closed.');
    expect(places('ru', begun, english)).toEqual([0, 1]);
    const pasted = story('Дождь', 'Something that the source never said, left in English.');
    expect(places('ru', pasted, english)).toEqual([0]);
  });

  it('may have names and short quotations of the source’s script', () => {
    const named = story('Компания Rain', 'Компания Rain Systems Ltd сообщила об этом.', 'По-английски: “no comment”.');
    expect(places('ru', named, english)).toEqual([]);
  });

  it('into a language of the same script is compared by words', () => {
    const names = story('Gyumri', 'Nikol Pashinyan, Gyumri', 'The mayor said that roads are closed.');
    expect(places('az', names, english)).toEqual([1]);
    expect(places('az', story('Gümrüdə yağış', 'Bazar ertəsi Gümrüdə yağış yağıb.'), english)).toEqual([]);
  });
});
