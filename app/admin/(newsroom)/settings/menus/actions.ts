'use server';
import { z } from 'zod';
import { newsroomAction } from '#app/admin/action';
import { inLanguages, rowNumber } from '#app/admin/form';
import { LANGUAGES } from '#i18n/languages';
import { MENUS } from '#newsroom/topics/menu';
import { createMenuItem, deleteMenuItem, moveMenuItem } from '#newsroom/topics/save-menu-item';

const line = z.string().trim().max(200);
const newForm = z.strictObject({
  menu: z.enum(MENUS),
  address: z.string().max(2_000),
  ...inLanguages('label', line),
});
const moveForm = z.strictObject({ key: rowNumber, direction: z.enum(['up', 'down']) });
const deletionForm = z.strictObject({ key: rowNumber });

export const createMenuItemAction = newsroomAction(
  { input: newForm, done: 'settings.saved' },
  ({ menu, address, ...input }, { actor }) => {
    const labels = Object.fromEntries(LANGUAGES.map(({ code }) => [code, input[`label.${code}`]]));
    return createMenuItem(actor, { menu, address, labels });
  },
);

export const moveMenuItemAction = newsroomAction({ input: moveForm }, ({ key, direction }, { actor }) =>
  moveMenuItem(actor, key, direction),
);

export const deleteMenuItemAction = newsroomAction({ input: deletionForm }, ({ key }, { actor }) =>
  deleteMenuItem(actor, key),
);
