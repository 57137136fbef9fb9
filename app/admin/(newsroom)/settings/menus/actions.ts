'use server';
import { z } from 'zod';
import { newsroomAction } from '#app/admin/action';
import { inLanguages, rowNumber } from '#app/admin/form';
import { LANGUAGES, type Language } from '#i18n/languages';
import { MENUS } from '#newsroom/topics/menu';
import { changeMenuItem, createMenuItem, deleteMenuItem, moveMenuItem } from '#newsroom/topics/save-menu-item';

const line = z.string().trim().max(200);
const fields = { address: z.string().max(2_000), ...inLanguages('label', line) };
const newForm = z.strictObject({ menu: z.enum(MENUS), ...fields });
const changeForm = z.strictObject({ key: rowNumber, seen: z.string().max(100), ...fields });
const moveForm = z.strictObject({ key: rowNumber, direction: z.enum(['up', 'down']) });
const deletionForm = z.strictObject({ key: rowNumber });

export const createMenuItemAction = newsroomAction(
  { input: newForm, done: 'settings.saved' },
  ({ menu, address, ...input }, { actor }) => createMenuItem(actor, { menu, address, labels: labelsIn(input) }),
);

export const changeMenuItemAction = newsroomAction(
  { input: changeForm, done: 'settings.saved' },
  ({ key, seen, address, ...input }, { actor }) =>
    changeMenuItem(actor, key, { address, labels: labelsIn(input) }, seen),
);

function labelsIn(input: Record<`label.${Language}`, string>): Record<string, string> {
  return Object.fromEntries(LANGUAGES.map(({ code }) => [code, input[`label.${code}`]]));
}

export const moveMenuItemAction = newsroomAction({ input: moveForm }, ({ key, direction }, { actor }) =>
  moveMenuItem(actor, key, direction),
);

export const deleteMenuItemAction = newsroomAction({ input: deletionForm }, ({ key }, { actor }) =>
  deleteMenuItem(actor, key),
);
