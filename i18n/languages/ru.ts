import type { LanguageRecord } from '#i18n/languages/record';
import { fleetingVowelForms, RUSSIAN_ENDINGS } from '#i18n/russian-vowels';

export const russian = {
  code: 'ru',
  path: 'ru',
  label: 'ru',
  name: 'Русский',
  readHere: 'Читать по-русски',
  format: 'ru-RU',
  openGraph: 'ru_RU',
  script: 'Cyrillic',
  fonts: ['cyrillic', 'latin'],
  isOnByDefault: true,
  hasNewsroomMessages: true,
  // Words are longer than English ones, and fewer to a sentence.
  wordsPerMinute: 180,
  punctuation: {
    dash: '—',
    outerQuotes: ['«', '»'],
    innerQuotes: ['„', '“'],
    dashOpensParagraph: true,
    curlsApostrophe: true,
  },
  search: {
    configuration: 'russian',
    wordEndings: RUSSIAN_ENDINGS,
    otherForms: fleetingVowelForms,
  },
  keyboards: ['ё1234567890-=йцукенгшщзхъ\\фывапролджэячсмитьбю.'],
  // The package writes h and c, so that Цхинвал would begin with ch as Чехов does.
  transliteration: [
    ['х', 'kh'],
    ['ц', 'ts'],
  ],
} as const satisfies LanguageRecord;
