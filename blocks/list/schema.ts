import * as z from 'zod/mini';
import { listOf, text } from '#blocks/spans';

export const ITEM_LIMIT = 200;

/** A list has one level. */
export const list = z.strictObject({
  type: z.literal('list'),
  ordered: z.boolean(),
  /** Number of the first item of an ordered list, where it is not 1. */
  start: z.optional(z.int().check(z.minimum(0), z.maximum(99_999))),
  items: listOf(text, ITEM_LIMIT, 1),
});

export type List = z.infer<typeof list>;
