import * as z from 'zod/mini';
import { EMBED_PROVIDERS, isAddressOf } from '#blocks/embed/providers';
import { filledLine } from '#blocks/spans';

export const EMBED_TITLE_LENGTH = 300;

export const embed = z
  .strictObject({
    type: z.literal('embed'),
    provider: z.enum(EMBED_PROVIDERS),
    href: z.url({ protocol: /^https$/ }).check(z.maxLength(2_000)),
    title: filledLine(EMBED_TITLE_LENGTH),
  })
  .check(z.refine(({ provider, href }) => isAddressOf(provider, href), 'not an address of this provider'));

export type Embed = z.infer<typeof embed>;
