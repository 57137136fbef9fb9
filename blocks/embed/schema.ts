import * as z from 'zod/mini';
import { filledLine } from '#blocks/spans';

export const EMBED_PROVIDERS = ['youtube', 'x', 'telegram', 'instagram', 'facebook'] as const;

export type EmbedProvider = (typeof EMBED_PROVIDERS)[number];

export const EMBED_TITLE_LENGTH = 300;

export const embed = z.strictObject({
  type: z.literal('embed'),
  provider: z.enum(EMBED_PROVIDERS),
  href: z.url({ protocol: /^https$/ }).check(z.maxLength(2_000)),
  title: filledLine(EMBED_TITLE_LENGTH),
});

export type Embed = z.infer<typeof embed>;
