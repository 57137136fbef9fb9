import * as z from 'zod/mini';
import { listOf, text } from '#blocks/spans';

export const ITEM_LIMIT = 200;

/** A list has one level. */
export const list = z.strictObject({
  type: z.literal('list'),
  ordered: z.boolean(),
  items: listOf(text, ITEM_LIMIT, 1),
});

export type List = z.infer<typeof list>;
