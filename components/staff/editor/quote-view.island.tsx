'use client';

import { NodeViewContent, type NodeViewProps, NodeViewWrapper } from '@tiptap/react';
import { BlockTools, useSurroundings } from '#components/staff/editor/block-tools.island';
import { writeAfter } from './places.ts';

export function QuoteView({ editor, node, getPos, updateAttributes }: NodeViewProps) {
  const { words, isReadOnly } = useSurroundings();
  const { attribution } = node.attrs as { attribution: string };
  return (
    <NodeViewWrapper as="blockquote">
      <NodeViewContent />
      {isReadOnly && attribution && <footer contentEditable={false}>{attribution}</footer>}
      <BlockTools editor={editor}>
        <input
          type="text"
          className="block-field"
          aria-label={words.attribution}
          placeholder={words.attribution}
          maxLength={300}
          value={attribution}
          onChange={({ target }) => updateAttributes({ attribution: target.value })}
          onKeyDown={(event) => {
            if (event.key !== 'Enter') return;
            event.preventDefault();
            writeAfter(editor, getPos());
          }}
        />
      </BlockTools>
    </NodeViewWrapper>
  );
}
