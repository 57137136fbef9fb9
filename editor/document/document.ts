import type { JSONContent } from '@tiptap/core';
import type { ArticleBody } from '#blocks/body';
import { ALL_EDITORS, editorOf } from '#blocks/editors';
import { blockOf } from '#blocks/kinds';
import { storedIn, UNKNOWN_BLOCK, unknownNode } from '#editor/extensions/unknown-block';

// A body and the editor's document, each made of the other. The document may hold what is not to be stored (empty
// paragraphs, titles not written yet) and more than a block may carry; the body never does.

const FROM_NODE = new Map(ALL_EDITORS.flatMap(([, { fromNode }]) => Object.entries(fromNode)));

/** The editor's document for a body. */
export function documentOf(body: ArticleBody): JSONContent {
  const content = body.map((block) => (block.type === 'unknown' ? unknownNode(block) : editorOf(block).toNode(block)));
  return { type: 'doc', content: content.length > 0 ? content : [{ type: 'paragraph' }] };
}

/** The body that a document holds. */
export function bodyOf({ content = [] }: JSONContent): ArticleBody {
  return content.flatMap((node): ArticleBody => {
    if (node.type === UNKNOWN_BLOCK) return [{ type: 'unknown', stored: storedIn(node) }];
    const candidates = FROM_NODE.get(node.type ?? '')?.(node) ?? [];
    return candidates.flatMap((candidate) => blockOf(candidate) ?? []);
  });
}
