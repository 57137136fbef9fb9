/** What a text from elsewhere may have that a story cannot keep. Each has a name in the messages (editor.losses). */
const LOSSES = [
  'picture',
  'media',
  'frame',
  'formula',
  'symbol',
  'merged',
  'nesting',
  'block',
  'caption',
  'link',
  'control',
  'note',
  'comment',
  'deletion',
] as const;

export type Loss = (typeof LOSSES)[number];

/** How often each kind of loss happened. */
export type Losses = ReadonlyMap<Loss, number>;

/** The losses as a person reads them: `names` are the messages of the kinds. */
export function namesOfLosses(losses: Losses, names: Record<Loss, string>): string {
  return LOSSES.flatMap((loss) => {
    const count = losses.get(loss);
    return count ? [count > 1 ? `${names[loss]} (${count})` : names[loss]] : [];
  }).join(', ');
}
