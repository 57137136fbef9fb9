import type { LanguageRecord } from '#i18n/languages/record';

export const azerbaijani = {
  code: 'az',
  path: 'az',
  label: 'az',
  name: 'Azərbaycanca',
  readHere: 'Azərbaycanca oxuyun',
  format: 'az-AZ',
  openGraph: 'az_AZ',
  script: 'Latin',
  fonts: ['latin', 'accents', 'neighbours'],
  isOnByDefault: false,
  hasNewsroomMessages: false,
  wordsPerMinute: 190,
  punctuation: {
    dash: '–',
    outerQuotes: ['“', '”'],
    innerQuotes: ['‘', '’'],
    dashOpensParagraph: true,
    curlsApostrophe: true,
  },
  search: {
    // PostgreSQL has no Azerbaijani stemmer; its Turkish one divides words at vowels that Azerbaijani does not have.
    configuration: 'simple',
    wordEndings: [
      ...['ı', 'i', 'u', 'ü', 'nı', 'ni', 'nu', 'nü', 'a', 'ə', 'ya', 'yə', 'na', 'nə', 'da', 'də', 'dan', 'dən'],
      ...['ın', 'in', 'un', 'ün', 'nın', 'nin', 'nun', 'nün', 'sı', 'si', 'su', 'sü', 'lar', 'lər', 'ları', 'ləri'],
      ...['larda', 'lərdə', 'lardan', 'lərdən', 'ların', 'lərin', 'lara', 'lərə'],
    ],
  },
  keyboards: ['`1234567890-=qüertyuiopöğ\\asdfghjklıəzxcvbnmçş.'],
  transliteration: [
    ['ə', 'e'],
    ['x', 'kh'],
    ['q', 'g'],
    ['c', 'j'],
    ['ç', 'ch'],
    ['ş', 'sh'],
    ['ğ', 'gh'],
    ['ı', 'i'],
    ['ö', 'o'],
    ['ü', 'u'],
  ],
} as const satisfies LanguageRecord;
