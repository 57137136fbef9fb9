'use server';
import { redirect } from 'next/navigation';
import { z } from 'zod';
import { newsroomAction } from '#app/admin/action';
import { rowNumber } from '#app/admin/form';
import { importAddress } from '#i18n/admin-addresses';
import { refuse } from '#newsroom/result';
import { createAddressImport } from '#newsroom/transfer/manage/create-address-import';
import { mapImport } from '#newsroom/transfer/manage/map-import';
import { mappedOptions } from '#newsroom/transfer/manage/mapped-options';
import {
  continueImport,
  planFetched,
  startImport,
  startUndo,
  stopFetching,
} from '#newsroom/transfer/manage/start-import';
import { importOptions } from '#newsroom/transfer/run/import-options';

const LISTS = ['category', 'categoryTo', 'author', 'authorTo', 'code', 'codeTo'] as const;

const form = z.strictObject({ id: rowNumber });
const undoForm = z.strictObject({ id: rowNumber, sure: z.literal('yes') });
const addressForm = z.strictObject({
  address: z.string().max(4_000),
  section: z.string().max(80),
  language: z.string().max(20),
  fetchMedia: z.literal('on').optional(),
  pages: z.string().regex(/^\d{0,6}$/),
});
const names = z.array(z.string().max(2_000)).max(1_000);
const mappingForm = z.strictObject({
  id: rowNumber,
  section: z.string().max(80),
  language: z.string().max(20),
  fetchMedia: z.literal('on').optional(),
  ...{ category: names, categoryTo: names, author: names, authorTo: names, code: names, codeTo: names },
});

export const mapAction = newsroomAction(
  { input: mappingForm, lists: LISTS, done: 'import.mapping.started' },
  async ({ id, ...mapping }, { actor }) => {
    const options = mappedOptions(mapping);
    return options ? mapImport(actor, id, options) : refuse('invalid', 'it');
  },
);

export const startAction = newsroomAction({ input: form, done: 'import.start.started' }, ({ id }, { actor }) =>
  startImport(actor, id),
);

export const continueAction = newsroomAction({ input: form, done: 'import.continued' }, ({ id }, { actor }) =>
  continueImport(actor, id),
);

export const fetchAction = newsroomAction({ input: addressForm }, async ({ address, pages, ...chosen }, { actor }) => {
  const options = importOptions.safeParse({
    ...(chosen.section && { section: chosen.section }),
    ...(chosen.language && { language: chosen.language }),
    fetchMedia: chosen.fetchMedia === 'on',
    ...(pages && { pages: Number(pages) }),
  });
  if (!options.success) return refuse('invalid', 'it');
  const created = await createAddressImport(actor, address, options.data);
  return created.ok ? redirect(importAddress(created.id)) : created;
});

export const stopFetchingAction = newsroomAction({ input: form, done: 'import.site.stopping' }, ({ id }, { actor }) =>
  stopFetching(actor, id),
);

export const planFetchedAction = newsroomAction({ input: form, done: 'import.mapping.started' }, ({ id }, { actor }) =>
  planFetched(actor, id),
);

export const undoAction = newsroomAction({ input: undoForm, done: 'import.undo.started' }, ({ id }, { actor }) =>
  startUndo(actor, id),
);
