'use server';
import { redirect } from 'next/navigation';
import { z } from 'zod';
import { newsroomAction, refusalMessage } from '#app/admin/action';
import { ADMIN } from '#i18n/admin-addresses';
import { ALL_LANGUAGES, areLanguagesFixed, type Language, languageOf } from '#i18n/languages';
import { knownLanguageCode } from '#newsroom/languages/language-code';
import { TEMPLATE_NAMES } from '#newsroom/setup/section-templates';
import { type SiteBeginning, setUpSite } from '#newsroom/setup/set-up-site';

const line = z.string().trim().max(1_000);
const name = line.default('');
const names = Object.fromEntries(ALL_LANGUAGES.map(({ code }) => [`name.${code}`, name])) as Record<
  `name.${Language}`,
  typeof name
>;
const setUpForm = z.strictObject({
  ...names,
  languages: z.array(knownLanguageCode),
  content: z.enum(['demo', 'empty']).default('empty'),
  template: z.union([z.literal('').transform(() => null), z.enum(TEMPLATE_NAMES)]),
  timeZone: line,
  accent: line,
  socialLinks: z.string().max(10_000),
  logo: z.instanceof(File),
  icon: z.instanceof(File),
});

export const setUpAction = newsroomAction({ input: setUpForm, lists: ['languages'] }, async (input, { actor, t }) => {
  const given = ALL_LANGUAGES.map(({ code }) => [code, input[`name.${code}`]] as const);
  const done = await setUpSite(actor, {
    languages: areLanguagesFixed ? null : input.languages,
    names: Object.fromEntries(given) as SiteBeginning['names'],
    keepsDemo: input.content === 'demo',
    template: input.template,
    timeZone: input.timeZone,
    accent: input.accent,
    socialLinks: input.socialLinks.split(/\s+/).filter(Boolean),
    logo: await bytesOf(input.logo),
    icon: await bytesOf(input.icon),
  });
  if (done.ok) redirect(ADMIN);
  const field = String(done.values?.field ?? '');
  if (!field.startsWith('name.')) return { ok: false, message: refusalMessage(t, done) };
  const language = languageOf(field.slice('name.'.length) as Language).name;
  return { ok: false, message: refusalMessage(t, { ...done, values: { field: `${t('fields.name')} (${language})` } }) };
});

async function bytesOf(file: File): Promise<Uint8Array | null> {
  return file.size > 0 ? new Uint8Array(await file.arrayBuffer()) : null;
}
