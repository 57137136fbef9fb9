import type { ArticleText, State } from '#newsroom/editing/working-copy';

/** What readers have of an article, or will have when it is due: the text that its publisher saw. */
export type PublicText = {
  state: State;
  /** What is published, scheduled or withdrawn; null for a draft. */
  text: ArticleText | null;
  /** When it is due, ms since 1970; null where it is not scheduled. */
  at: number | null;
  embargo: number | null;
};

export const NOT_PUBLIC: PublicText = { state: 'draft', text: null, at: null, embargo: null };

/** Something that somebody was told is done. */
export type Deed =
  | { did: 'publish'; text: ArticleText }
  | { did: 'schedule'; text: ArticleText; at: number }
  | { did: 'unschedule' }
  | { did: 'withdraw' }
  | { did: 'embargo'; until: number | null }
  /** “Save” by somebody who was told that this text is what is published. */
  | { did: 'update'; text: ArticleText }
  /** The same, unless the process was killed before. */
  | { did: 'perhaps update'; text: ArticleText }
  | { did: 'come due' };

/** What a deed makes of it; none where it could not have been done. */
function after(now: PublicText, deed: Deed): PublicText[] {
  switch (deed.did) {
    case 'publish':
      return isHeld(now, Date.now()) ? [] : [{ ...now, state: 'published', text: deed.text, at: null }];
    case 'schedule':
      if (!['draft', 'scheduled'].includes(now.state) || isHeld(now, deed.at)) return [];
      return [{ ...now, state: 'scheduled', text: deed.text, at: deed.at }];
    case 'unschedule':
      return now.state === 'scheduled' ? [{ ...now, state: 'draft', text: null, at: null }] : [];
    case 'withdraw':
      return now.state === 'published' ? [{ ...now, state: 'withdrawn' }] : [];
    case 'embargo':
      return deed.until !== null && !(now.state === 'draft' || (now.at ?? 0) >= deed.until)
        ? []
        : [{ ...now, embargo: deed.until }];
    case 'update':
      return [now.state === 'scheduled' ? { ...now, text: deed.text } : now];
    case 'perhaps update':
      return [now, ...after(now, { ...deed, did: 'update' })];
    case 'come due':
      if (now.at === null || now.at > Date.now()) return [now];
      return [now, { ...now, state: 'published', at: null }];
  }
}

function isHeld({ embargo }: PublicText, until: number): boolean {
  return embargo !== null && embargo > until;
}

/** All that deeds of the same moment may have led to: one after the other, in whatever order. */
export function outcomesOf(now: PublicText, deeds: Deed[]): PublicText[] {
  if (deeds.length === 0) return [now];
  return deeds.flatMap((deed, index) =>
    after(now, deed).flatMap((then) => outcomesOf(then, deeds.toSpliced(index, 1))),
  );
}
