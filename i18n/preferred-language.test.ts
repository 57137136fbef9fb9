import { assert, property, string } from 'fast-check';
import { expect, it } from 'vitest';
import { preferredLanguage } from '#i18n/preferred-language';

it.each([
  ['ru-RU,ru;q=0.9,en;q=0.8', 'ru'],
  ['hy;q=0.5, de', 'hy'],
  ['en-US,ru;q=0.7,en;q=0.3', 'en'],
  ['en;q=0.3,RU-ru;q=0.7', 'ru'],
  ['en;q=0, ru;q=0.1', 'ru'],
  ['de-DE, *;q=0.5', undefined],
  ['hyw', undefined],
  ['', undefined],
])('%j asks for %s', (header, language) => {
  expect(preferredLanguage(header)).toBe(language);
});

it('takes whatever somebody sends', () => {
  assert(property(string({ unit: 'binary-ascii', maxLength: 200 }), (header) => void preferredLanguage(header)));
  expect(preferredLanguage(`${'x,'.repeat(8_000)}ru`)).toBe('ru');
});
