'use server';
import { z } from 'zod';
import { type ActionContext, newsroomAction } from '#app/admin/action';
import type { Answer } from '#components/staff/staff-form.island';
import type { Result } from '#newsroom/result';
import { saveAccent, saveIcon, saveLogo } from '#newsroom/settings/save-look';

const colour = z.string().max(100);
const accentForm = z.strictObject({ light: colour, dark: colour });
const picture = { file: z.instanceof(File), act: z.enum(['save', 'remove']) };
const logoForm = z.strictObject({ theme: z.enum(['light', 'dark']), ...picture });
const iconForm = z.strictObject(picture);

export const saveAccentAction = newsroomAction({ input: accentForm, done: 'settings.saved' }, (accent, { actor }) =>
  saveAccent(actor, accent),
);

export const saveLogoAction = newsroomAction(
  { input: logoForm, done: 'settings.saved' },
  ({ theme, ...given }, context) => withFile(given, context, (bytes) => saveLogo(context.actor, theme, bytes)),
);

export const saveIconAction = newsroomAction({ input: iconForm, done: 'settings.saved' }, (given, context) =>
  withFile(given, context, (bytes) => saveIcon(context.actor, bytes)),
);

/** Saves a file that a form has brought, or null to take away what there is. */
async function withFile(
  { file, act }: { file: File; act: 'save' | 'remove' },
  { t }: ActionContext,
  save: (bytes: Uint8Array | null) => Promise<Result>,
): Promise<Result | Answer> {
  if (act === 'remove') return save(null);
  if (file.size === 0) return { ok: false, message: t('settings.appearance.noFile') };
  return save(new Uint8Array(await file.arrayBuffer()));
}
