'use server';
import { refresh } from 'next/cache';
import { redirect } from 'next/navigation';
import { z } from 'zod';
import { newsroomAction } from '#app/admin/action';
import { inLanguages, rowNumber, ticked } from '#app/admin/form';
import { BREAKING } from '#i18n/admin-addresses';
import { LANGUAGES } from '#i18n/languages';
import { takeBackAlerts, tellReaders } from '#newsroom/alerts/tell-readers';
import {
  changeBreakingNews,
  declareBreakingNews,
  takeBackBreakingNews,
} from '#newsroom/breaking/declare-breaking-news';
import { findPresentBreakingNews } from '#newsroom/breaking/find-breaking-desk';
import { refuse } from '#newsroom/result';

const fields = {
  // A language that readers do not have the story in has no field.
  ...inLanguages('text', z.string().trim().max(1_000).default('')),
  leadsFront: ticked,
  hours: z.coerce.number(),
};
const ways = { byPush: ticked, byLetter: ticked };
const declared = z.strictObject({ story: rowNumber, ...fields, ...ways });
const changed = z.strictObject({ id: rowNumber, seen: rowNumber, ...fields });

type Fields = Pick<z.infer<typeof declared>, 'leadsFront' | 'hours' | `text.${(typeof LANGUAGES)[number]['code']}`>;

const inputOf = ({ leadsFront, hours, ...input }: Fields) => ({
  ...{ leadsFront, hours },
  texts: Object.fromEntries(LANGUAGES.map(({ code }) => [code, input[`text.${code}`]])) as Record<string, string>,
});

/** What could not be told is seen on the page that follows, and can be told from there. */
export const declareBreakingAction = newsroomAction(
  { input: declared },
  async ({ story, byPush, byLetter, ...input }, { actor }) => {
    const breaking = inputOf(input);
    const done = await declareBreakingNews(actor, story, breaking);
    if (!done.ok) return done;
    await tellReaders(actor, story, { byPush, byLetter }, breaking.texts);
    return redirect(BREAKING);
  },
);

export const tellReadersAction = newsroomAction(
  { input: z.strictObject({ id: rowNumber, ...ways }) },
  async ({ id, byPush, byLetter }, { actor, t }) => {
    const present = await findPresentBreakingNews(actor);
    // Somebody else may have declared another story meanwhile.
    if (present?.id !== id) return refuse('wrong-state', 'breaking');
    const told = await tellReaders(actor, present.storyId, { byPush, byLetter }, present.texts);
    if (!told.ok) return told;
    const [first] = told.refused;
    if (first) return first;
    refresh();
    return { ok: true, message: t('breakingNews.told') };
  },
);

export const changeBreakingAction = newsroomAction(
  { input: changed, done: 'breakingNews.saved' },
  ({ id, seen, ...input }, { actor }) => changeBreakingNews(actor, id, { seen, ...inputOf(input) }),
);

/** The page then says that nothing is breaking news. That comes last: whoever is interrupted can do it again. */
export const takeBackBreakingAction = newsroomAction(
  { input: z.strictObject({ id: rowNumber, sure: z.literal('yes') }) },
  async ({ id }, { actor }) => {
    const present = await findPresentBreakingNews(actor);
    if (present?.id !== id) return refuse('wrong-state', 'breaking');
    const told = await takeBackAlerts(actor, present.storyId);
    return told.ok ? takeBackBreakingNews(actor, id) : told;
  },
);
