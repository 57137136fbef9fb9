import type { SourcePost } from '#newsroom/transfer/source/source-item';

export type Publication = {
  state: 'draft' | 'scheduled' | 'published';
  /** Of drafts none. */
  publishedAt: Date | null;
  revisedAt: Date | null;
  /** Why it is a draft here: the newsroom reads it beside the text. */
  note?: 'draft' | 'scheduled-in-the-past' | 'private' | 'password' | 'in-review' | 'no-date' | 'no-title' | 'no-text';
};

/** How far apart two times are before a text counts as changed, milliseconds. */
const MINUTE = 60_000;

/**
 * What a post of a source is here at a time: nothing is published that readers could not see there, and nothing that has
 * no title or text. What was to be published by now and is not, somebody has to decide.
 */
export function publicationOf(
  { status, publishedAt, changedAt }: Pick<SourcePost, 'status' | 'publishedAt' | 'changedAt'>,
  { hasTitle, hasText }: { hasTitle: boolean; hasText: boolean },
  now: Date,
): Publication {
  const draft = (note?: Publication['note']): Publication => {
    return { state: 'draft', publishedAt: null, revisedAt: null, ...(note && { note }) };
  };
  if (status === 'trash') return draft();
  if (status === 'draft' || status === 'private' || status === 'password' || status === 'in-review')
    return draft(status);
  if (!publishedAt) return draft('no-date');
  if (!hasTitle) return draft('no-title');
  if (!hasText) return draft('no-text');
  if (publishedAt > now) return { state: 'scheduled', publishedAt, revisedAt: null };
  if (status === 'scheduled') return draft('scheduled-in-the-past');
  const isRevised = changedAt && changedAt.getTime() - publishedAt.getTime() >= MINUTE && changedAt <= now;
  return { state: 'published', publishedAt, revisedAt: isRevised ? changedAt : null };
}
