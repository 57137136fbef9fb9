import type { LanguageRecord } from '#i18n/languages/record';

export const georgian = {
  code: 'ka',
  path: 'ka',
  label: 'ka',
  name: 'ქართული',
  readHere: 'წაიკითხეთ ქართულად',
  format: 'ka-GE',
  openGraph: 'ka_GE',
  script: 'Georgian',
  fonts: ['georgian', 'latin'],
  isOnByDefault: false,
  hasNewsroomMessages: false,
  wordsPerMinute: 180,
  punctuation: {
    dash: '–',
    outerQuotes: ['„', '“'],
    innerQuotes: ['‚', '‘'],
    dashOpensParagraph: true,
    curlsApostrophe: true,
  },
  search: {
    // PostgreSQL has no Georgian stemmer.
    configuration: 'simple',
    wordEndings: [
      ...['ი', 'ა', 'ე', 'ო', 'მა', 'მ', 'ს', 'ის', 'ით', 'ად', 'ში', 'ზე', 'დან', 'იდან', 'თან', 'სთან', 'ისთვის'],
      ...['ები', 'ებმა', 'ებს', 'ების', 'ებით', 'ებად', 'ებში', 'ებზე', 'ებიდან', 'ებთან', 'ებისთვის'],
    ],
  },
  // Georgian has no capitals; Shift writes the letters that Latin has none for.
  keyboards: ["„1234567890-=ქწერტყუიოპ[]\\ასდფგჰჯკლ;'ზხცვბნმ,./" + '~!@#$%^&*()_+ქჭეღთყუიოპ{}|აშდფგჰჟკლ:"ძხჩვბნმ<>?'],
  // As the state's own system of 2002 has it, without the apostrophes of ejectives, which addresses cannot hold.
  transliteration: [
    ['ჟ', 'zh'],
    ['ღ', 'gh'],
    ['ყ', 'q'],
    ['შ', 'sh'],
    ['ჩ', 'ch'],
    ['ც', 'ts'],
    ['ძ', 'dz'],
    ['წ', 'ts'],
    ['ჭ', 'ch'],
    ['ხ', 'kh'],
    ['ჯ', 'j'],
    ['ჰ', 'h'],
    ['თ', 't'],
    ['ფ', 'p'],
    ['ქ', 'k'],
  ],
  headlineLineHeight: 1.3,
  textLineHeight: 1.68,
  isWide: true,
  hasNoItalics: true,
} as const satisfies LanguageRecord;
