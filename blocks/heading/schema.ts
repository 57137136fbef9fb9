import * as z from 'zod/mini';
import { text } from '#blocks/spans';

export const heading = z.strictObject({
  type: z.literal('heading'),
  level: z.union([z.literal(2), z.literal(3)]),
  text,
});

export type Heading = z.infer<typeof heading>;
