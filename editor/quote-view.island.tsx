'use client';

import { NodeViewContent, type NodeViewProps, NodeViewWrapper } from '@tiptap/react';
import { BlockField } from './block-field.island.tsx';
import { BlockTools, useEditorContext } from './block-tools.island.tsx';

export function QuoteView({ editor, node, getPos, updateAttributes }: NodeViewProps) {
  const { words, isReadOnly } = useEditorContext();
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
