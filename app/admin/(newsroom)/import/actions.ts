'use server';
import { z } from 'zod';
import { newsroomAction } from '#app/admin/action';
import { rowNumber } from '#app/admin/form';
import { refuse } from '#newsroom/result';
import { mapImport } from '#newsroom/transfer/manage/map-import';
import { mappedOptions } from '#newsroom/transfer/manage/mapped-options';
import { continueImport, startImport, startUndo } from '#newsroom/transfer/manage/start-import';

const LISTS = ['category', 'categoryTo', 'author', 'authorTo', 'code', 'codeTo'] as const;

const form = z.strictObject({ id: rowNumber });
const undoForm = z.strictObject({ id: rowNumber, sure: z.literal('yes') });
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

export const undoAction = newsroomAction({ input: undoForm, done: 'import.undo.started' }, ({ id }, { actor }) =>
  startUndo(actor, id),
);
