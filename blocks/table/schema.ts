import * as z from 'zod/mini';
import { listOf, text } from '#blocks/spans';

export const TABLE_LIMIT = { columns: 20, rows: 500 };

const cell = z.union([text, z.tuple([])]);

export const table = z.strictObject({
  type: z.literal('table'),
  header: listOf(cell, TABLE_LIMIT.columns, 1),
  rows: listOf(listOf(cell, TABLE_LIMIT.columns), TABLE_LIMIT.rows),
  /** Columns of numbers, by index: set to the right so that digits line up. */
  numeric: z.optional(listOf(z.int().check(z.minimum(0), z.maximum(TABLE_LIMIT.columns - 1)), TABLE_LIMIT.columns)),
});

export type Table = z.infer<typeof table>;
