import { z } from 'zod';
import type { Language } from '#i18n/languages';
import { STORY_KINDS } from '#newsroom/articles/kinds';
import { STATES, type State, WORKFLOWS, type Workflow } from '#newsroom/editing/working-copy';
import { languageCode } from '#newsroom/languages/language-code';

const day = z.iso.date();

/** What narrows the desk's list, by the names that its address has for it. What cannot be read is left out. */
const filter = z.object({
  state: z
    .enum([...STATES, 'pending', 'removed'])
    .optional()
    .catch(undefined),
  workflow: z.enum(WORKFLOWS).optional().catch(undefined),
  language: languageCode.optional().catch(undefined),
  kind: z.enum(STORY_KINDS).optional().catch(undefined),
  section: z.string().min(1).max(60).optional().catch(undefined),
  /** Id of whoever began it. */
  by: z.string().min(1).max(64).optional().catch(undefined),
  from: day.optional().catch(undefined),
  to: day.optional().catch(undefined),
  /** A part of a headline or of the name of somebody who wrote or began it, or a slug. */
  q: z.string().trim().min(2).max(100).optional().catch(undefined),
});

export type NewsroomFilter = z.infer<typeof filter>;

/** Reads a filter from the parameters of an address. */
export function parseNewsroomFilter(parameters: Record<string, string | string[] | undefined>): NewsroomFilter {
  const single = Object.entries(parameters).filter(([, value]) => typeof value === 'string' && value !== '');
  return filter.parse(Object.fromEntries(single));
}

/** What the desk's list shows of an article. */
export type NewsroomRow = {
  id: number;
  language: Language;
  headline: string;
  state: State;
  workflow: Workflow;
  version: number;
  publishedVersion: number;
  publishedAt: Date | null;
  changedAt: Date;
  /** Who began it, as the staff knows them; empty for what was imported. */
  byName: string;
  section: string;
  /** In which language that is; null where it is the key. */
  sectionIn: Language | null;
  kind: string;
  slug: string;
};

/** A place in the list: the last article seen, as `1747144380000-17`, milliseconds since 1970 UTC and the id. */
export type NewsroomCursor = { changedAt: Date; id: number };
