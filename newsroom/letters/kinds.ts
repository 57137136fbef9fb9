/** Kinds of letters that somebody can subscribe to. */
export const LETTER_KINDS = ['daily', 'weekly', 'breaking'] as const;
export type LetterKind = (typeof LETTER_KINDS)[number];

export function isLetterKind(name: string): name is LetterKind {
  return (LETTER_KINDS as readonly string[]).includes(name);
}

/**
 * How far a letter has come. `ready`: somebody has approved it. `held`: it waits until somebody decides. `empty`: there
 * was nothing to send. `missed`: its time passed while nobody could send it.
 */
export type LetterState = 'draft' | 'ready' | 'held' | 'sending' | 'sent' | 'empty' | 'missed' | 'cancelled';

/** States in which a letter can still be changed. */
export const EDITABLE: readonly string[] = ['draft', 'ready', 'held'];

export type SubscriberState = 'pending' | 'confirmed' | 'left' | 'suppressed';

/** A letter has at most so many stories. */
export const MOST_ITEMS = 30;
