import type { LanguageRecord } from '#i18n/languages/record';

export const armenian = {
  code: 'hy',
  // `arm` in addresses and in the language switch, and nowhere else.
  path: 'arm',
  label: 'arm',
  name: 'Հայերեն',
  readHere: 'Կարդալ հայերեն',
  format: 'hy-AM',
  openGraph: 'hy_AM',
  script: 'Armenian',
  fonts: ['armenian', 'latin'],
  isOnByDefault: true,
  hasNewsroomMessages: true,
  wordsPerMinute: 180,
  punctuation: {
    dash: '—',
    outerQuotes: ['«', '»'],
    innerQuotes: ['„', '“'],
    dashOpensParagraph: true,
    curlsApostrophe: false,
    fullStop: '։',
  },
  search: {
    configuration: 'armenian',
    wordEndings: [
      ...['ը', 'ն', 'ի', 'ին', 'ից', 'ում', 'ով', 'ս', 'դ', 'ու', 'ուն', 'ուց'],
      ...['ներ', 'ները', 'ներն', 'ների', 'ներին', 'ներից', 'ներում', 'ներով'],
      ...['եր', 'երը', 'երն', 'երի', 'երին', 'երից', 'երում', 'երով', 'յի', 'յին', 'յից', 'յում', 'յով'],
    ],
  },
  // Two that sound like the Latin letters, and the Eastern one in its original and its Windows form, which has two
  // letters the other way round.
  keyboards: [
    '՝էթփձջւևռչճ-ժքոերտըւիօպխծշասդֆգհյկլ;՛զղցվբնմ,․/',
    '՝էթփձջւևրչճ-ժքոեռտըւիօպխծշասդֆգհյկլ;՛զղցվբնմ,․/',
    "՝։ձյ՛,-.«»օռժխւէրտեըիոպչջ'ասդֆքհճկլթփզցգվբնմշղծ",
    "՝։ձյ՛,-.«»օռժխւէրտեըիոպչջ'ասդֆգհճկլթփզցքվբնմշղծ",
  ],
  // The package follows the classical language: end for ընդ, ew for և.
  transliteration: [
    ['ու', 'u'],
    ['և', 'ev'],
    ['եւ', 'ev'],
    // The forms of “to be” keep their e.
    [/(?<!\p{L})ե(?!(?:մ|ս|նք|ք|ն)(?!\p{L}))/gu, 'ye'],
    [/(?<!\p{L})ո(?!վ)/gu, 'vo'],
    ['ը', 'y'],
    ['թ', 't'],
    ['փ', 'p'],
    ['ք', 'k'],
    ['չ', 'ch'],
    ['ց', 'ts'],
    ['ռ', 'r'],
    ['ւ', 'v'],
  ],
  headlineLineHeight: 1.3,
  textLineHeight: 1.68,
  isWide: true,
  hasNoItalics: true,
  dropsCommaBeforeYear: true,
} as const satisfies LanguageRecord;
