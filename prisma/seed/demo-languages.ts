import { ALL_LANGUAGES } from '#i18n/languages';

/** The languages that the demo is written in. */
export type DemoLanguage = 'en' | 'ru' | 'hy';

/** Their records, in the order of the site. */
export const DEMO_LANGUAGES = ALL_LANGUAGES.flatMap((record) =>
  record.code === 'en' || record.code === 'ru' || record.code === 'hy' ? [{ ...record, code: record.code }] : [],
);
