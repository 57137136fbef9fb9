import type { Block } from '#blocks/kinds';
import { diffTexts } from '#newsroom/editing/text-difference';
import type { ArticleText } from '#newsroom/editing/working-copy';

/**
 * Both texts in one: what they have in common once, and wherever they differ theirs before mine. For a person to put in
 * order; nothing is left out.
 */
export function mergeTexts(theirs: ArticleText, mine: ArticleText): ArticleText {
  const lines = (['headline', 'standfirst', 'source'] as const).map((field) => {
    const isLost = theirs[field] !== '' && mine[field] !== theirs[field];
    return { field, value: mine[field] || theirs[field], lost: isLost && mine[field] !== '' ? theirs[field] : '' };
  });
  const value = (wanted: string) => lines.find(({ field }) => field === wanted)?.value ?? '';
  const lost = lines
    .filter(({ lost }) => lost)
    .map(({ lost }): Block => ({ type: 'paragraph', text: [{ text: lost }] }));
  const body = diffTexts(theirs, mine).blocks.flatMap(({ older, newer, kind }) => {
    const [one, other] = [
      older === null ? undefined : theirs.body[older],
      newer === null ? undefined : mine.body[newer],
    ];
    return kind === 'same' ? [one ?? other] : [one, other];
  });
  return {
    headline: value('headline'),
    standfirst: value('standfirst'),
    source: value('source'),
    body: [...lost, ...body.filter((block) => block !== undefined)],
  };
}
