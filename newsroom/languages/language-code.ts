import { z } from 'zod';
import { ALL_LANGUAGES, LANGUAGES, type Language, NEWSROOM_LANGUAGES } from '#i18n/languages';

const codesOf = (languages: readonly { code: Language }[]) => languages.map(({ code }) => code) as [Language];

/** The code of a language of this site, as forms, addresses and the API give it. */
export const languageCode = z.enum(codesOf(LANGUAGES));

/** The code of a language that there is a record of, whether it is on or not. */
export const knownLanguageCode = z.enum(codesOf(ALL_LANGUAGES));

/** The code of a language that the newsroom can be shown in. */
export const newsroomLanguageCode = z.enum(codesOf(NEWSROOM_LANGUAGES));
