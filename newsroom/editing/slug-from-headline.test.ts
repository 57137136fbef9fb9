import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isSlug } from '#newsroom/articles/slug';
import { slugFromHeadline } from '#newsroom/editing/slug-from-headline';

describe('a slug', () => {
  it.each([
    ['hy', 'Հայաստանը ընդունեց նոր օրենք', 'hayastany-yndunets-nor-orenk'],
    ['hy', 'Երևան և Գյումրի՝ ձյուն', 'yerevan-ev-gyumri-dzyun'],
    ['hy', 'Որքա՞ն արժե ուսումը', 'vorkan-arzhe-usumy'],
    ['hy', 'Ովքե՞ր են եկել', 'ovker-en-yekel'],
    ['ru', 'Ещё один объект: жюри, щука, подъезд', 'eshchyo-odin-obekt-zhyuri-shchuka-podezd'],
    ['en', 'Don’t look back: 12 months on', 'dont-look-back-12-months-on'],
    ['en', 'São Tomé – Malmö', 'sao-tome-malmo'],
  ] as const)('in %s of “%s” is readable', (language, headline, slug) => {
    expect(slugFromHeadline(headline, language)).toBe(slug);
  });

  it('is cut at a word', () => {
    expect(slugFromHeadline('word '.repeat(30), 'en')).toBe(Array(16).fill('word').join('-'));
    expect(slugFromHeadline('x'.repeat(100), 'en')).toBe('x'.repeat(80));
  });

  it('is empty where there is nothing to read', () => {
    expect(slugFromHeadline(' — «…» !', 'ru')).toBe('');
  });

  it('of any headline is empty or a slug of at most 80', () => {
    const letters = fc.constantFrom(...'ԵերևանուոՈվԸըաЩъёЫ’ʼ -–«»"\u00ad\u0301İßǅ日ﬁ9');
    const headline = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.string({ unit: 'binary' }),
      fc.string({ unit: letters, maxLength: 200 }),
    );
    fc.assert(
      fc.property(headline, fc.constantFrom('en', 'ru', 'hy'), (text, language) => {
        const slug = slugFromHeadline(text, language);
        expect(slug === '' || (isSlug(slug) && slug.length <= 80)).toBe(true);
      }),
    );
  });
});
