'use server';
import { refresh } from 'next/cache';
import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { z } from 'zod';
import { type ActionContext, newsroomAction, refusalMessage } from '#app/admin/action';
import { inLanguages, seenInstant as seen } from '#app/admin/form';
import { articleBody, parseBody } from '#blocks/body';
import type { Answer } from '#components/staff/staff-form.island';
import { SITE_PAGES, sitePageAddress } from '#i18n/admin-addresses';
import { LANGUAGES, type Language, languageOf } from '#i18n/languages';
import { fieldOf } from '#newsroom/audit/event-details';
import { languageCode } from '#newsroom/languages/language-code';
import type { Actor } from '#newsroom/permissions/actor';
import type { Refusal } from '#newsroom/result';
import { AD_PLACES } from '#newsroom/settings/ad-places';
import { createPage } from '#newsroom/settings/create-page';
import { deletePage } from '#newsroom/settings/delete-page';
import type { EditableSettings, PlaceAds } from '#newsroom/settings/editable-settings';
import { movePage } from '#newsroom/settings/move-page';
import type { PageTexts } from '#newsroom/settings/page';
import { saveHouseAds } from '#newsroom/settings/save-house-ads';
import { savePage } from '#newsroom/settings/save-page';
import { savePageBody } from '#newsroom/settings/save-page-body';
import { type EditConflict, saveSettings } from '#newsroom/settings/save-settings';

const line = z
  .string()
  .max(1_000)
  .transform((text) => text.trim().normalize());
const optional = line.transform((text) => text || null);

const settingsForm = z.strictObject({
  seen,
  ...inLanguages('name', line),
  ...inLanguages('tagline', line),
  ...inLanguages('reuseRule', line),
  timeZone: line,
  foundedYear: line.transform(Number),
  columnSection: line,
  socialLink: z.array(line).max(30),
  hub: optional,
  securityContact: optional,
  indexNowKey: optional,
  placeholderWords: z
    .string()
    .max(1_000)
    .transform((text) => text.normalize().split(/[,\n]/))
    .transform((words) => words.map((word) => word.trim()).filter(Boolean)),
  adsTxt: z
    .string()
    .max(50_000)
    .transform((text) => text.replaceAll('\r\n', '\n')),
});
const adsForm = z.strictObject({
  seen,
  place: z.enum(AD_PLACES),
  ...inLanguages('title', line),
  ...inLanguages('text', line),
  ...inLanguages('href', line),
});
const pageKey = z.string().trim().max(200);
const pageTexts = { ...inLanguages('title', line), ...inLanguages('description', line) };
const newPageForm = z
  .strictObject({ key: pageKey, ...pageTexts })
  .transform(({ key, ...input }) => ({ key, texts: filledTexts(input) }));
const pageForm = z
  .strictObject({ seen, key: pageKey, inFooter: z.literal('on').optional(), ...pageTexts })
  .transform(({ seen, key, inFooter, ...input }) => ({ seen, key, inFooter, texts: filledTexts(input) }));
const pageMoveForm = z.strictObject({ key: pageKey, direction: z.enum(['up', 'down']) });
const pageDeletionForm = z.strictObject({ key: pageKey, sure: z.literal('yes') });

const bodyForm = z.strictObject({
  key: pageKey,
  language: languageCode,
  seen: z.string().max(32),
  body: z
    .string()
    .max(2_000_000)
    .transform((text, context) => {
      try {
        return parseBody(JSON.parse(text));
      } catch {
        context.addIssue({ code: 'custom' });
        return z.NEVER;
      }
    })
    .pipe(articleBody),
});

/** Titles and descriptions as a form gives them; a language in which nothing is said is left out. */
function filledTexts(input: Record<`title.${Language}` | `description.${Language}`, string>): PageTexts {
  const texts = LANGUAGES.map(({ code }) => {
    return [code, { title: input[`title.${code}`], description: input[`description.${code}`] }] as const;
  });
  return Object.fromEntries(texts.filter(([, { title, description }]) => title !== '' || description !== ''));
}

/** What a field of a form or of the log is called; a language is called by its name. */
async function fieldLabel(name: string, language: Language): Promise<string> {
  const known = LANGUAGES.find(({ code }) => code === name);
  if (known) return known.name;
  const t = await getTranslations({ locale: language, namespace: 'fields' });
  const field = fieldOf(name);
  if (!field) return name;
  return field.language ? `${t(field.field)} (${languageOf(field.language).name})` : t(field.field);
}

/**
 * Says who came first, and shows in the fields that nobody has touched here what they hold now: what was typed stays.
 */
async function conflictMessage({ by }: EditConflict, { language }: Actor): Promise<string> {
  const t = await getTranslations({ locale: language, namespace: 'settings.errors' });
  refresh();
  if (!by) return t('conflict');
  const fields = (await Promise.all(by.fields.map((name) => fieldLabel(name, language)))).join(', ') || '–';
  return t('conflictWith', { name: by.actorName, time: by.time, fields });
}

/** A refusal in a person's language, the field that it is about by its name there. */
async function settingsRefusal(refusal: Refusal | EditConflict, { actor, t }: ActionContext): Promise<Answer> {
  if ('by' in refusal) return { ok: false, message: await conflictMessage(refusal, actor) };
  const field = refusal.values?.field;
  if (field === undefined) return { ok: false, message: refusalMessage(t, refusal) };
  const values = { ...refusal.values, field: await fieldLabel(String(field), actor.language) };
  return { ok: false, message: refusalMessage(t, { ...refusal, values }) };
}

export const saveSettingsAction = newsroomAction(
  { input: settingsForm, lists: ['socialLink'], done: 'settings.saved' },
  async ({ seen, socialLink, ...input }, context) => {
    const { timeZone, foundedYear, columnSection, hub, securityContact, indexNowKey, adsTxt, placeholderWords } = input;
    const texts = LANGUAGES.map(({ code }) => {
      const [name, tagline] = [input[`name.${code}`], input[`tagline.${code}`]];
      return [code, { name, tagline, reuseRule: input[`reuseRule.${code}`] }] as const;
    });
    const settings = {
      texts: Object.fromEntries(texts) as EditableSettings['texts'],
      socialLinks: socialLink.filter(Boolean),
      ...{ timeZone, foundedYear, columnSection, hub, securityContact, indexNowKey, adsTxt, placeholderWords },
    };
    const saved = await saveSettings(context.actor, settings, seen);
    return saved.ok ? saved : settingsRefusal(saved, context);
  },
);

export const saveHouseAdsAction = newsroomAction(
  { input: adsForm, done: 'settings.saved' },
  async ({ seen, place, ...input }, context) => {
    const ads = LANGUAGES.map(({ code }) => {
      const [title, text] = [input[`title.${code}`], input[`text.${code}`]];
      return [code, { title, text, href: input[`href.${code}`] }] as const;
    });
    const filled = ads.filter(([, ad]) => Object.values(ad).some((text) => text !== ''));
    const saved = await saveHouseAds(context.actor, place, Object.fromEntries(filled) as PlaceAds, seen ?? new Date(0));
    return saved.ok ? saved : settingsRefusal(saved, context);
  },
);

export const createPageAction = newsroomAction({ input: newPageForm }, async ({ key, texts }, { actor }) => {
  const created = await createPage(actor, key, texts);
  return created.ok ? redirect(sitePageAddress(key)) : created;
});

export const savePageAction = newsroomAction(
  { input: pageForm, done: 'settings.saved' },
  async ({ key, texts, seen, inFooter }, context) => {
    const saved = await savePage(context.actor, key, { texts, inFooter: inFooter === 'on' }, seen ?? new Date(0));
    return saved.ok ? saved : settingsRefusal(saved, context);
  },
);

export const movePageAction = newsroomAction({ input: pageMoveForm }, ({ key, direction }, { actor }) =>
  movePage(actor, key, direction),
);

export const deletePageAction = newsroomAction({ input: pageDeletionForm }, async ({ key }, { actor }) => {
  const deleted = await deletePage(actor, key);
  return deleted.ok ? redirect(SITE_PAGES) : deleted;
});

/** The answer's `seen` is what the text is known by from then on. */
export const savePageBodyAction = newsroomAction(
  { input: bodyForm },
  async ({ body, seen, ...page }, { actor, t }): Promise<Answer & { seen?: string }> => {
    const saved = await savePageBody(actor, page, body, seen);
    return saved.ok
      ? { ok: true, message: t('settings.saved'), seen: saved.seen }
      : { ok: false, message: refusalMessage(t, saved) };
  },
);
