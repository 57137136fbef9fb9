'use server';
import { z } from 'zod';
import { newsroomAction } from '#app/admin/action';
import { ALL_LANGUAGES, type Language } from '#i18n/languages';
import { knownLanguageCode } from '#newsroom/languages/language-code';
import { chooseLanguages } from '#newsroom/settings/choose-languages';

const place = z.coerce.number().int().min(1).max(99);
const places = Object.fromEntries(ALL_LANGUAGES.map(({ code }) => [`place.${code}`, place])) as Record<
  `place.${Language}`,
  typeof place
>;
const form = z.strictObject({ seen: z.string().max(1_000), languages: z.array(knownLanguageCode), ...places });

export const chooseLanguagesAction = newsroomAction(
  { input: form, lists: ['languages'], done: 'settings.languages.saved' },
  ({ seen, languages, ...input }, { actor }) => {
    // Of the same place, the one that comes first in the form.
    const ordered = languages.toSorted((one, other) => input[`place.${one}`] - input[`place.${other}`]);
    return chooseLanguages(actor, ordered, seen.split(',').filter(Boolean));
  },
);
