import { areLanguagesFixed, LANGUAGE_CODES, type Language } from '#i18n/languages';
import { recordEvent } from '#newsroom/audit/record-event';
import type { Actor } from '#newsroom/permissions/actor';
import { may } from '#newsroom/permissions/permissions';
import { type Refusal, type Result, refuse } from '#newsroom/result';
import type { EditableSettings } from '#newsroom/settings/editable-settings';
import { findEditableSettings } from '#newsroom/settings/find-editable-settings';
import { saveAccent, saveIcon, saveLogo } from '#newsroom/settings/save-look';
import { saveSettings } from '#newsroom/settings/save-settings';
import { createStarterSections } from '#newsroom/setup/create-starter-sections';
import { hasDemo } from '#newsroom/setup/demo';
import { removeDemo } from '#newsroom/setup/remove-demo';
import { SECTION_TEMPLATES, type SectionTemplate } from '#newsroom/setup/section-templates';
import { database, sql } from '#platform/database';

/** What a site begins with. Only the names have to be given. */
export type SiteBeginning = {
  /** What it is published in, in readers' order; null where that stays as it is. */
  languages: Language[] | null;
  names: Record<Language, string>;
  keepsDemo: boolean;
  template: SectionTemplate | null;
  timeZone: string;
  /** Of the light theme; that of the dark one is made of it. */
  accent: string;
  socialLinks: string[];
  logo: Uint8Array | null;
  icon: Uint8Array | null;
};

/** Whether nobody has chosen yet what the site begins with. */
export async function isSetUpOpen(): Promise<boolean> {
  const row = await database().siteSettings.findUnique({ where: { id: 1 }, select: { isSetUp: true } });
  return row?.isSetUp === false;
}

/**
 * Chooses what the site begins with, once: its look and settings first, each as its own page saves it, then the demo goes
 * if it is not kept, and the sections of a template come. What is refused is the first thing that cannot be; what was
 * saved before it stays, and it can be gone on with. Fails by value for somebody who may not, and where it was chosen.
 */
export async function setUpSite(actor: Actor, beginning: SiteBeginning): Promise<Result | Refusal> {
  if (!may(actor, 'site.setUp')) return refuse('not-allowed', 'it');
  if (!(await isSetUpOpen())) return refuse('not-found', 'setup');
  if (beginning.languages?.length === 0) return refuse('missing', 'languages');
  if (beginning.languages && areLanguagesFixed) return refuse('wrong-state', 'languages');
  const nameless = languagesOf(beginning).find((code) => beginning.names[code].trim() === '');
  if (nameless) return refuse('missing', 'field', { field: `name.${nameless}` });
  const saved = await saveParts(actor, beginning);
  if (!saved.ok) return saved;
  if (!beginning.keepsDemo && (await hasDemo())) {
    const removed = await removeDemo(actor);
    if (!removed.ok) return removed;
  }
  return finish(actor, beginning);
}

const languagesOf = ({ languages }: SiteBeginning) => languages ?? LANGUAGE_CODES;

/** The look before the settings: what is refused of it leaves these as they were. */
async function saveParts(actor: Actor, beginning: SiteBeginning): Promise<Result | Refusal> {
  const { accent, logo, icon } = beginning;
  const steps = [
    accent.trim() !== '' && (() => saveAccent(actor, { light: accent, dark: '' })),
    logo && (() => saveLogo(actor, 'light', logo)),
    icon && (() => saveIcon(actor, icon)),
    () => saveNames(actor, beginning),
  ];
  for (const step of steps) {
    const saved = step ? await step() : { ok: true as const };
    if (!saved.ok) return saved;
  }
  return { ok: true };
}

/** In languages that are not chosen but still on it is called as before, or as in the first one that is. */
async function saveNames(actor: Actor, beginning: SiteBeginning): Promise<Result | Refusal> {
  const { names, timeZone, socialLinks } = beginning;
  const found = await findEditableSettings();
  if (!found) return refuse('not-found', 'settings');
  const chosen = languagesOf(beginning);
  const texts = [...new Set([...chosen, ...LANGUAGE_CODES])].map((code) => {
    const former = found.settings.texts[code];
    const name = chosen.includes(code) ? names[code] : former.name || names[chosen[0] ?? code];
    return [code, { ...former, name }] as const;
  });
  const settings = {
    ...found.settings,
    timeZone,
    texts: Object.fromEntries(texts) as EditableSettings['texts'],
    socialLinks: socialLinks.length > 0 ? socialLinks : found.settings.socialLinks,
  };
  return saveSettings(actor, settings, found.changedAt);
}

async function finish(actor: Actor, beginning: SiteBeginning): Promise<Result> {
  const { template, names, keepsDemo, languages } = beginning;
  const done = await database().$transaction(async (transaction) => {
    if (template) await createStarterSections(transaction, SECTION_TEMPLATES[template], languagesOf(beginning));
    const detail = JSON.stringify({
      demo: keepsDemo ? '✓' : '',
      template: template ?? '',
      languages: languages?.join(', ') ?? '',
    });
    return transaction.$executeRaw`
      WITH done AS (
        UPDATE site_settings SET is_set_up = true, languages = coalesce(${languages}::text[], languages)
        WHERE id = 1 AND NOT is_set_up RETURNING id
      )
      ${recordEvent(
        actor,
        'settings.setUp',
        sql`SELECT 'settings', NULL, ${names[actor.language] ?? ''}::text, ${detail}::jsonb FROM done`,
      )}`;
  });
  return done === 1 ? { ok: true } : refuse('not-found', 'setup');
}
