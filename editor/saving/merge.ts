import type { ArticleBody } from '#blocks/body';
import type { Block } from '#blocks/kinds';
import { diffTexts } from '#newsroom/editing/text-difference';
import type { ArticleText } from '#newsroom/editing/working-copy';
import { mergeBlocks } from './merge-blocks.ts';
import { type Merged, mergeLines } from './merge-words.ts';

const LINES = ['headline', 'standfirst', 'source'] as const;

/**
 * Two changes to a text in one. `conflicts` says in how many places both changed the same; nothing is left out there:
 * of blocks both stand one after the other, theirs first, and of a line theirs stands as a paragraph above the text.
 */
export function mergeTexts(base: ArticleText, theirs: ArticleText, mine: ArticleText): Merged<ArticleText> {
  const lines = LINES.map((field) => ({ field, ...mergeLines(base[field], theirs[field], mine[field]) }));
  const refused = lines.filter(({ conflicts }) => conflicts > 0);
  const lineOf = (wanted: (typeof LINES)[number]) => {
    const line = lines.find(({ field }) => field === wanted);
    return line && line.conflicts === 0 ? line.value : mine[wanted];
  };
  const body = mergeBlocks(base.body, theirs.body, mine.body);
  const lost = refused
    .filter(({ field }) => theirs[field] !== '')
    .map(({ field }): Block => ({ type: 'paragraph', text: [{ text: theirs[field] }] }));
  return {
    value: {
      headline: lineOf('headline'),
      standfirst: lineOf('standfirst'),
      source: lineOf('source'),
      body: [...lost, ...body.value],
    },
    conflicts: refused.length + body.conflicts,
  };
}

/** What two texts have in common: the nearest thing to a base for texts whose base is not known. */
export function commonText(one: ArticleText, other: ArticleText): ArticleText {
  const common = (field: (typeof LINES)[number]) => (one[field] === other[field] ? one[field] : '');
  const body: ArticleBody = diffTexts(one, other).blocks.flatMap(({ kind, older }) => {
    const block = kind === 'same' && older !== null ? one.body[older] : undefined;
    return block ? [block] : [];
  });
  return { headline: common('headline'), standfirst: common('standfirst'), source: common('source'), body };
}
