import { LANGUAGES, type Language } from '#i18n/languages';
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
  const nameless = LANGUAGES.find(({ code }) => beginning.names[code].trim() === '');
  if (nameless) return refuse('missing', 'field', { field: `name.${nameless.code}` });
  const saved = await saveParts(actor, beginning);
  if (!saved.ok) return saved;
  if (!beginning.keepsDemo && (await hasDemo())) {
    const removed = await removeDemo(actor);
    if (!removed.ok) return removed;
  }
  return finish(actor, beginning);
}

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

async function saveNames(actor: Actor, { names, timeZone, socialLinks }: SiteBeginning): Promise<Result | Refusal> {
  const found = await findEditableSettings();
  if (!found) return refuse('not-found', 'settings');
  const texts = LANGUAGES.map(({ code }) => [code, { ...found.settings.texts[code], name: names[code] }] as const);
  const settings = {
    ...found.settings,
    timeZone,
    texts: Object.fromEntries(texts) as EditableSettings['texts'],
    socialLinks: socialLinks.length > 0 ? socialLinks : found.settings.socialLinks,
  };
  return saveSettings(actor, settings, found.changedAt);
}

async function finish(actor: Actor, { template, names, keepsDemo }: SiteBeginning): Promise<Result> {
  const done = await database().$transaction(async (transaction) => {
    if (template) await createStarterSections(transaction, SECTION_TEMPLATES[template]);
    const detail = JSON.stringify({ demo: keepsDemo ? '✓' : '', template: template ?? '' });
    return transaction.$executeRaw`
      WITH done AS (
        UPDATE site_settings SET is_set_up = true WHERE id = 1 AND NOT is_set_up RETURNING id
      )
      ${recordEvent(
        actor,
        'settings.setUp',
        sql`SELECT 'settings', NULL, ${names[actor.language] ?? ''}::text, ${detail}::jsonb FROM done`,
      )}`;
  });
  return done === 1 ? { ok: true } : refuse('not-found', 'setup');
}
