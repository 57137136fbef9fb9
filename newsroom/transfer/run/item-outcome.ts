/** How an item of an import ends. */
export const OUTCOMES = ['taken', 'changed', 'left-out'] as const;
export type ItemOutcome = (typeof OUTCOMES)[number];
