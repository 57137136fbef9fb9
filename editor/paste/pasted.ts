import type { JSONContent } from '@tiptap/core';
import type { ArticleBody } from '#blocks/body';
import type { Block } from '#blocks/kinds';
import { bodyOf, documentOf } from '#editor/document/document';
import type { Language } from '#i18n/languages';
import { withLists } from './lists.ts';
import type { Loss, Losses } from './losses.ts';
import { pageOf } from './pasted-markup.ts';
import type { PastedPicture } from './pieces.ts';
import { readerFor } from './reader.ts';

export type Pasted = {
  /** Blocks of the editor. A picture that still has to be uploaded is a figure named by its place among `files`. */
  content: JSONContent[];
  files: File[];
  losses: Losses;
};

/**
 * What HTML from elsewhere says and how that is ordered, nothing of how it looked or what it wanted to run; and what of
 * it a story in this language cannot keep.
 */
export function readHtml(html: string, language: Language): Pasted {
  const losses = new Map<Loss, number>();
  const read = readerFor(language, (loss) => losses.set(loss, (losses.get(loss) ?? 0) + 1));
  const lines = [...read.lines(pageOf(html).body, {})];
  const blocks = lines.map((part) => ('type' in part ? part : { type: 'paragraph' as const, text: part.line }));
  return { ...contentOf(withLists(blocks, read.lose)), losses };
}

/** The blocks in HTML from elsewhere, without pictures that are still to be uploaded. */
export function pastedBody(html: string, language: Language = 'en'): ArticleBody {
  return bodyOf({ type: 'doc', content: readHtml(html, language).content });
}

/** The name of a figure whose picture is still to be uploaded. */
export function pendingName(index: number): string {
  return `pasted-${index}`;
}

function contentOf(blocks: (Block | PastedPicture)[]): Omit<Pasted, 'losses'> {
  const files: File[] = [];
  const content = blocks.flatMap((block): JSONContent[] => {
    if (block.type !== 'picture') {
      // What is no whole block is left out, what is too long divided.
      const body = bodyOf(documentOf([block]));
      return body.length > 0 ? (documentOf(body).content ?? []) : [];
    }
    const picture = pendingName(files.push(block.file) - 1);
    return [{ type: 'figure', attrs: { picture, texts: block.caption ? { caption: block.caption } : {} } }];
  });
  return { content, files };
}
