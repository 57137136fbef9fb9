'use server';
import { refresh } from 'next/cache';
import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { z } from 'zod';
import { inLanguages, readForm } from '#app/admin/form';
import type { Answer } from '#components/staff/staff-form.island';
import { SITE_PAGES, sitePageAddress } from '#i18n/admin-addresses';
import { LANGUAGES, type Language, languageOf } from '#i18n/languages';
import { articleBody } from '#newsroom/articles/article-body';
import { fieldOf } from '#newsroom/audit/event-details';
import { languageCode } from '#newsroom/languages/language-code';
import type { Actor } from '#newsroom/permissions/actor';
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
const seen = z.union([z.literal(''), z.iso.datetime()]).transform((text) => (text ? new Date(text) : null));

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
const pageKey = z.string().trim().max(200);
const pageTexts = { ...inLanguages('title', line), ...inLanguages('description', line) };
const newPageForm = z
  .strictObject({ key: pageKey, ...pageTexts })
  .transform(({ key, ...said }) => ({ key, texts: filledTexts(said) }));
const pageForm = z
  .strictObject({ seen, key: pageKey, inFooter: z.literal('on').optional(), ...pageTexts })
  .transform(({ seen, key, inFooter, ...said }) => ({ seen, key, inFooter, texts: filledTexts(said) }));
const pagePlaceForm = z.strictObject({ key: pageKey, direction: z.enum(['up', 'down']) });
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
        return JSON.parse(text) as unknown;
      } catch {
        context.addIssue({ code: 'custom' });
        return z.NEVER;
      }
    })
    .pipe(articleBody),
});

/** Titles and descriptions as a form gives them; a language in which nothing is said is left out. */
function filledTexts(said: Record<`title.${Language}` | `description.${Language}`, string>): PageTexts {
  const texts = LANGUAGES.map(({ code }) => {
    return [code, { title: said[`title.${code}`], description: said[`description.${code}`] }] as const;
  });
  return Object.fromEntries(texts.filter(([, { title, description }]) => title !== '' || description !== ''));
}

/** What a field of a form or of the log is called. */
async function called(name: string, language: Language): Promise<string> {
  const t = await getTranslations({ locale: language, namespace: 'mastheadDesk' });
  const field = fieldOf(name);
  if (!field) return name;
  const label = t(`fields.${field.field}`);
  return field.language ? `${label} (${languageOf(field.language).name})` : label;
}

/**
 * Says who came first, and shows in the fields that nobody has touched here what they hold now: what was typed stays.
 */
async function overtaken({ by }: EditConflict, { language }: Actor): Promise<Answer> {
  const t = await getTranslations({ locale: language, namespace: 'mastheadDesk' });
  refresh();
  if (!by) return { ok: false, message: t('refused.changedBySomebody') };
  const fields = (await Promise.all(by.fields.map((name) => called(name, language)))).join(', ') || '–';
  return { ok: false, message: t('refused.changedMeanwhile', { name: by.actorName, time: by.time, fields }) };
}

export async function changeSettings(_: unknown, data: FormData): Promise<Answer> {
  const come = await readForm(settingsForm, data, ['socialLink']);
  if (!come.ok) return come;
  const { actor, said, t } = come;
  const { seen, timeZone, foundedYear, columnSection, hub, securityContact, indexNowKey, adsTxt } = said;
  const texts = LANGUAGES.map(({ code }) => {
    return [
      code,
      { name: said[`name.${code}`], tagline: said[`tagline.${code}`], reuseRule: said[`reuseRule.${code}`] },
    ] as const;
  });
  const settings = {
    texts: Object.fromEntries(texts) as EditableSettings['texts'],
    socialLinks: said.socialLink.filter(Boolean),
    ...{ timeZone, foundedYear, columnSection, hub, securityContact, indexNowKey, adsTxt },
  };
  const saved = await saveSettings(actor, settings, seen);
  if (!saved.ok && saved.why === 'changed-meanwhile') return overtaken(saved, actor);
  if (!saved.ok) {
    const field = 'field' in saved ? await called(saved.field, actor.language) : '';
    return { ok: false, message: t(`mastheadDesk.refused.${saved.why}`, { field }) };
  }
  refresh();
  return { ok: true, message: t('mastheadDesk.saved') };
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
  if (!saved.ok && saved.why === 'changed-meanwhile') return overtaken(saved, actor);
  if (!saved.ok) {
    const field = 'language' in saved ? languageOf(saved.language).name : '';
    return { ok: false, message: t(`mastheadDesk.refused.${saved.why}`, { field }) };
  }
  refresh();
  return { ok: true, message: t('mastheadDesk.saved') };
}

export async function createPageAction(_: unknown, data: FormData): Promise<Answer> {
  const come = await readForm(newPageForm, data);
  if (!come.ok) return come;
  const { actor, said, t } = come;
  const created = await createPage(actor, said.key, said.texts);
  if (!created.ok) return { ok: false, message: t(`mastheadDesk.refused.${created.why}`) };
  redirect(sitePageAddress(said.key));
}

export async function changePage(_: unknown, data: FormData): Promise<Answer> {
  const come = await readForm(pageForm, data);
  if (!come.ok) return come;
  const { actor, said, t } = come;
  const { key, texts, seen, inFooter } = said;
  const saved = await savePage(actor, key, { texts, inFooter: inFooter === 'on' }, seen ?? new Date(0));
  if (!saved.ok && saved.why === 'changed-meanwhile') return overtaken(saved, actor);
  if (!saved.ok) return { ok: false, message: t(`mastheadDesk.refused.${saved.why}`) };
  refresh();
  return { ok: true, message: t('mastheadDesk.saved') };
}

export async function movePageAction(_: unknown, data: FormData): Promise<Answer | null> {
  const come = await readForm(pagePlaceForm, data);
  if (!come.ok) return come;
  const moved = await movePage(come.actor, come.said.key, come.said.direction);
  if (!moved.ok) return { ok: false, message: come.t(`mastheadDesk.refused.${moved.why}`) };
  refresh();
  return null;
}

export async function deletePageAction(_: unknown, data: FormData): Promise<Answer> {
  const come = await readForm(pageDeletionForm, data);
  if (!come.ok) return come;
  const deleted = await deletePage(come.actor, come.said.key);
  if (!deleted.ok) return { ok: false, message: come.t(`mastheadDesk.refused.${deleted.why}`) };
  redirect(SITE_PAGES);
}

/** `seen` is what the text is known by from then on. */
export async function changePageBody(_: unknown, data: FormData): Promise<Answer & { seen?: string }> {
  const come = await readForm(bodyForm, data);
  if (!come.ok) return come;
  const { actor, said, t } = come;
  const saved = await savePageBody(actor, said, said.body, said.seen);
  return saved.ok
    ? { ok: true, message: t('mastheadDesk.saved'), seen: saved.seen }
    : { ok: false, message: t(`mastheadDesk.refused.${saved.why}`) };
}
