import { expect, it } from 'vitest';
import { decodeLegacyTexts } from '#newsroom/media/decode-legacy-text';

const lettersOf = (hex: string) => Buffer.from(hex, 'hex').toString('latin1');

it.each([
  ['Озеро утром', 'Windows-1251', 'cee7e5f0ee20f3f2f0eeec'],
  ['Озеро утром', 'KOI8-R', 'efdac5d2cf20d5d4d2cfcd'],
  ['Озеро утром', 'IBM 866', '8ea7a5e0ae20e3e2e0aeac'],
  ['Озеро утром', 'ISO 8859-5', 'bed7d5e0de20e3e2e0dedc'],
  ['Озеро утром', 'Macintosh', '8ee7e5f0ee20f3f2f0eeec'],
  ['ЕРЕВАН', 'Windows-1251', 'c5d0c5c2c0cd'],
  ['ЕРЕВАН', 'KOI8-R', 'e5f2e5f7e1ee'],
  ['Фото: А. Иванов / Reuters', 'KOI8-R', 'e6cfd4cf3a20e12e20e9d7c1cecfd7202f2052657574657273'],
  ['Café de Paris', 'Windows-1252', '436166e9206465205061726973'],
])('%s is read in %s', (text, _, hex) => expect(decodeLegacyTexts([lettersOf(hex)])).toEqual([text]));

it.each([
  ['Greek', 'c5ebebdce4e1'],
  ['Polish', 'd8656b6120a3f3649f'],
  ['three letters that may be Лес and others', 'cbe5f1'],
])('nothing is said of %s', (_, hex) => expect(decodeLegacyTexts([lettersOf(hex)])).toEqual(['']));

it('a short text is read as the others of its file are', () => {
  const texts = ['ecc5d3', 'efdac5d2cf20d5d4d2cfcd'].map(lettersOf);
  expect(decodeLegacyTexts(texts)).toEqual(['Лес', 'Озеро утром']);
});
