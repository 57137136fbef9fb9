import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldWords, modelNamesIn, wordsIn } from '#i18n/words';

const written = (text: string) => wordsIn(text).map((word) => word.written);

const anyText = fc.oneof(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'binary' }));

describe('words', () => {
  it.each([
    ['«Низами», “easement”, (брындоль–кастев)…', ['низами', 'easement', 'брындоль', 'кастев']],
    ['գնաց։ Ի՞նչ եղա՜վ՝ ասաց', ['գնաց', 'ինչ', 'եղավ', 'ասաց']],
    ['ԵՐԵՎԱՆ Երեւան Եվրոպա', ['երևան', 'երևան', 'եվրոպա']],
    ['№5577, 15\u00a0км, 10⁹, H₂O', ['5577', '15', 'км', '10', '⁹', 'h', '₂', 'o']],
    ['2½, 3 1/4, Ⅱ', ['2', '½', '2', '3', '1', '4', 'ⅱ']],
    ['С-300 COVID-19 2020–2023 −18', ['с', '300', 'covid', '19', '2020', '2023', '18']],
    ['USD/AMD quindle.az word.Next a_b', ['usd', 'amd', 'quindle', 'az', 'word', 'next', 'a', 'b']],
    ['soft\u00adhyphen zero\u200bwidth за́мок и\u0306од', ['softhyphen', 'zerowidth', 'замок', 'йод']],
    ['don’t O’Neill Oʻzbek', ['don', 't', 'o', 'neill', 'o', 'zbek']],
    ['Windows™ 5 € 🚣 ! ', ['windows', '5']],
    ['', []],
  ])('of %s', (text, words) => {
    expect(written(text)).toEqual(words);
  });

  it.each([
    ['Erdoğan İlham Əliyev Şuşa Çəmənli', 'erdogan ilham aliyev susa camanli'],
    ['café naïve Łódź Ærø Đukanović Straße', 'cafe naive lodz aero dukanovic strasse'],
    ['Пётр йод Київ за́мок', 'петр йод київ замок'],
    ['Երևան Երեւան ԵՐԵՎԱՆ', 'երևան երևան երևան'],
    ['ﬁnance 𝕭𝖔𝖆𝖙', 'finance boat'],
    ['CO₂ 10⁹ м² 2½ 3/4 ¾ Ⅱ Ⅻ', 'co 2 10 9 м 2 2 1 2 3 4 3 4 ii xii'],
  ])('%s are compared as %s', (text, folded) => {
    expect(foldWords(text)).toBe(folded);
  });

  it.each([
    ['С-300, С 300, С300 и Су\u201135; F\u00a016', ['с300', 'с300', 'с300', 'су35', 'f16']],
    ['МиГ-29, COVID-19, 15 км, с. 300, а (5)', []],
  ])('of %s are names of models', (text, names) => {
    expect(modelNamesIn(text)).toEqual(names);
  });

  it('are letters or digits, and stand where they are said to stand', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        let last = 0;
        for (const { at, end, written, folded } of wordsIn(text)) {
          expect(at).toBeGreaterThanOrEqual(last);
          expect(folded).not.toBe('');
          expect(folded).not.toMatch(/[\p{P}\p{S}\p{Z}\p{C}]/u);
          expect(written).not.toMatch(/\s/);
          // (The second word of ½ has no place of its own.)
          if (end > at) expect(foldWords(text.slice(at, end)).split(' ')[0]).toBe(folded);
          last = end;
        }
      }),
    );
  });

  it('stay what they are when compared once more', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const once = foldWords(text);
        expect(foldWords(once)).toBe(once);
      }),
    );
  });
});
