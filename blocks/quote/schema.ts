import * as z from 'zod/mini';
import { line, text } from '#blocks/spans';

export const ATTRIBUTION_LENGTH = 300;

export const quote = z.strictObject({
  type: z.literal('quote'),
  text,
  attribution: z.optional(line(ATTRIBUTION_LENGTH)),
});

export type Quote = z.infer<typeof quote>;
