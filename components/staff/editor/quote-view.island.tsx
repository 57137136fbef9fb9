'use client';

import { NodeViewContent, type NodeViewProps, NodeViewWrapper } from '@tiptap/react';
import { BlockField } from '#components/staff/editor/block-field.island';
import { BlockTools, useSurroundings } from '#components/staff/editor/block-tools.island';

export function QuoteView({ editor, node, getPos, updateAttributes }: NodeViewProps) {
  const { words, isReadOnly } = useSurroundings();
  const { attribution } = node.attrs as { attribution: string };
  return (
    <NodeViewWrapper as="blockquote">
      <NodeViewContent />
      {isReadOnly && attribution && <footer contentEditable={false}>{attribution}</footer>}
      <BlockTools editor={editor}>
        <BlockField
          {...{ editor, getPos }}
          aria-label={words.attribution}
          placeholder={words.attribution}
          maxLength={300}
          value={attribution}
          write={(said) => updateAttributes({ attribution: said })}
        />
      </BlockTools>
    </NodeViewWrapper>
  );
}
