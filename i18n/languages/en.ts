import type { LanguageRecord } from '#i18n/languages/record';

export const english = {
  code: 'en',
  path: 'en',
  label: 'en',
  name: 'English',
  readHere: 'Read in English',
  format: 'en-GB',
  openGraph: 'en_GB',
  script: 'Latin',
  fonts: ['latin'],
  isOnByDefault: true,
  hasNewsroomMessages: true,
  wordsPerMinute: 230,
  punctuation: {
    // The spaced en dash of British papers.
    dash: '–',
    outerQuotes: ['“', '”'],
    innerQuotes: ['‘', '’'],
    // At the beginning of a paragraph it may be a minus or a list.
    dashOpensParagraph: false,
    curlsApostrophe: true,
  },
  search: { configuration: 'english', wordEndings: [] },
  keyboards: ["`1234567890-=qwertyuiop[]\\asdfghjkl;'zxcvbnm,./"],
  transliteration: [],
} as const satisfies LanguageRecord;
