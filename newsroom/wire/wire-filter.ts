import { z } from 'zod';
import { languageCode } from '#newsroom/languages/language-code';

const filter = z.object({
  /** Id of a source. */
  source: z
    .string()
    .regex(/^[1-9]\d{0,8}$/)
    .optional()
    .catch(undefined),
  language: languageCode.optional().catch(undefined),
  use: z.enum(['used', 'unused']).optional().catch(undefined),
  /** Part of a headline or standfirst. */
  q: z.string().trim().min(2).max(100).optional().catch(undefined),
});

/** What narrows the list of items, by the names that its address has for it. */
export type WireFilter = z.infer<typeof filter>;

/** Reads a filter from the parameters of an address; what cannot be read is left out. */
export function parseWireFilter(parameters: Record<string, string | string[] | undefined>): WireFilter {
  const single = Object.entries(parameters).filter(([, value]) => typeof value === 'string' && value !== '');
  return filter.parse(Object.fromEntries(single));
}
