'use server';
import { refresh } from 'next/cache';
import { getTranslations } from 'next-intl/server';
import { z } from 'zod';
import { inLanguages, readForm } from '#app/admin/form';
import { articleBody, parseBody } from '#blocks/body';
import type { Answer } from '#components/staff/staff-form.island';
import { LANGUAGES, type Language, languageOf } from '#i18n/languages';
import { fieldOf } from '#newsroom/audit/event-details';
import { languageCode } from '#newsroom/languages/language-code';
import type { Actor } from '#newsroom/permissions/actor';
import { AD_PLACES, type EditableSettings, type PlaceAds } from '#newsroom/settings/editable-settings';
import { isPageKey } from '#newsroom/settings/page';
import { saveHouseAds } from '#newsroom/settings/save-house-ads';
import { savePageBody } from '#newsroom/settings/save-page-body';
import { type PageTexts, savePageTexts } from '#newsroom/settings/save-page-texts';
import { type EditConflict, saveSettings } from '#newsroom/settings/save-settings';
import { FOLLOW_LINKS } from '#newsroom/settings/site-settings';

const line = z
  .string()
  .max(1_000)
  .transform((text) => text.trim().normalize());
const optional = line.transform((text) => text || null);
const seen = z.union([z.literal(''), z.iso.datetime()]).transform((text) => (text ? new Date(text) : null));

const settingsForm = z.strictObject({
  seen,
  ...inLanguages('name', line),
  ...inLanguages('tagline', line),
  ...inLanguages('reuseRule', line),
  timeZone: line,
  foundedYear: line.transform(Number),
  columnSection: line,
  ...(Object.fromEntries(FOLLOW_LINKS.map((name) => [name, optional])) as Record<
    (typeof FOLLOW_LINKS)[number],
    typeof optional
  >),
  hub: optional,
  securityContact: optional,
  indexNowKey: optional,
  adsTxt: z
    .string()
    .max(50_000)
    .transform((text) => text.replaceAll('\r\n', '\n')),
});
const adForm = z.strictObject({
  seen,
  place: z.enum(AD_PLACES),
  ...inLanguages('title', line),
  ...inLanguages('text', line),
  ...inLanguages('href', line),
});
const pageForm = z.strictObject({
  seen,
  key: z.string().refine(isPageKey),
  ...inLanguages('title', line.optional()),
  ...inLanguages('description', line.optional()),
});

const bodyForm = z.strictObject({
  key: z.string().refine(isPageKey),
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

/** What a field of a form or of the log is called. */
async function called(name: string, language: Language): Promise<string> {
  const t = await getTranslations({ locale: language, namespace: 'fields' });
  const field = fieldOf(name);
  if (!field) return name;
  return field.language ? `${t(field.field)} (${languageOf(field.language).name})` : t(field.field);
}

/**
 * Says who came first, and shows in the fields that nobody has touched here what they hold now: what was typed stays.
 */
async function overtaken({ by }: EditConflict, { language }: Actor): Promise<Answer> {
  const t = await getTranslations({ locale: language, namespace: 'settings.errors' });
  refresh();
  if (!by) return { ok: false, message: t('conflict') };
  const fields = (await Promise.all(by.fields.map((name) => called(name, language)))).join(', ') || '–';
  return { ok: false, message: t('conflictWith', { name: by.actorName, time: by.time, fields }) };
}

export async function changeSettings(_: unknown, data: FormData): Promise<Answer> {
  const come = await readForm(settingsForm, data);
  if (!come.ok) return come;
  const { actor, said, t } = come;
  const { seen, timeZone, foundedYear, columnSection, hub, securityContact, indexNowKey, adsTxt } = said;
  const words = LANGUAGES.map(({ code }) => {
    return [
      code,
      { name: said[`name.${code}`], tagline: said[`tagline.${code}`], reuseRule: said[`reuseRule.${code}`] },
    ] as const;
  });
  const settings = {
    words: Object.fromEntries(words) as EditableSettings['words'],
    links: Object.fromEntries(FOLLOW_LINKS.map((name) => [name, said[name]])) as EditableSettings['links'],
    ...{ timeZone, foundedYear, columnSection, hub, securityContact, indexNowKey, adsTxt },
  };
  const saved = await saveSettings(actor, settings, seen);
  if (!saved.ok && saved.why === 'conflict') return overtaken(saved, actor);
  if (!saved.ok) {
    const field = 'field' in saved ? await called(saved.field, actor.language) : '';
    return { ok: false, message: t(`settings.errors.${saved.why}`, { field }) };
  }
  refresh();
  return { ok: true, message: t('settings.saved') };
}

export async function changeHouseAds(_: unknown, data: FormData): Promise<Answer> {
  const come = await readForm(adForm, data);
  if (!come.ok) return come;
  const { actor, said, t } = come;
  const ads = LANGUAGES.map(({ code }) => {
    return [code, { title: said[`title.${code}`], text: said[`text.${code}`], href: said[`href.${code}`] }] as const;
  });
  const filled = ads.filter(([, ad]) => Object.values(ad).some((text) => text !== ''));
  const saved = await saveHouseAds(actor, said.place, Object.fromEntries(filled) as PlaceAds, said.seen ?? new Date(0));
  if (!saved.ok && saved.why === 'conflict') return overtaken(saved, actor);
  if (!saved.ok) {
    const field = 'language' in saved ? languageOf(saved.language).name : '';
    return { ok: false, message: t(`settings.errors.${saved.why}`, { field }) };
  }
  refresh();
  return { ok: true, message: t('settings.saved') };
}

export async function changePageTexts(_: unknown, data: FormData): Promise<Answer> {
  const come = await readForm(pageForm, data);
  if (!come.ok) return come;
  const { actor, said, t } = come;
  const words: PageTexts = {};
  for (const { code } of LANGUAGES) {
    const title = said[`title.${code}`];
    if (title !== undefined) words[code] = { title, description: said[`description.${code}`] ?? '' };
  }
  const saved = await savePageTexts(actor, said.key, words, said.seen ?? new Date(0));
  if (!saved.ok && saved.why === 'conflict') return overtaken(saved, actor);
  if (!saved.ok) return { ok: false, message: t(`settings.errors.${saved.why}`) };
  refresh();
  return { ok: true, message: t('settings.saved') };
}

/** `seen` is what the text is known by from then on. */
export async function changePageBody(_: unknown, data: FormData): Promise<Answer & { seen?: string }> {
  const come = await readForm(bodyForm, data);
  if (!come.ok) return come;
  const { actor, said, t } = come;
  const saved = await savePageBody(actor, said, said.body, said.seen);
  return saved.ok
    ? { ok: true, message: t('settings.saved'), seen: saved.seen }
    : { ok: false, message: t(`settings.errors.${saved.why}`) };
}
