import type { ImportReason } from '#newsroom/transfer/run/import-reasons';
import type { TextBlocks } from '#newsroom/transfer/text/blocks-of';

/** What readers saw without reading it: polls, forms, frames, blocks that their system filled in. */
const PARTS = /^(shortcode|block|frame|media)$/;

/** Why a text is not here as it was: words of it are missing, or something that was shown in it, or pictures. */
export function lostInText({
  words,
  leftOut,
  missing,
}: Pick<TextBlocks, 'words' | 'leftOut'> & { missing: number }): ImportReason[] {
  const reasons: ImportReason[] = [];
  if (words.kept < words.source) reasons.push('words-left-out');
  if (leftOut.some(({ what }) => PARTS.test(what))) reasons.push('parts-left-out');
  if (missing > 0) reasons.push('pictures-missing');
  return reasons;
}
