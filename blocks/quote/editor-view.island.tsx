'use client';

import { NodeViewContent, type NodeViewProps, NodeViewWrapper } from '@tiptap/react';
import { ATTRIBUTION_LENGTH } from '#blocks/quote/schema';
import { useEditorContext } from '#editor/editor-context';
import { BlockField } from '#editor/node-views/block-field.island.tsx';
import { BlockTools } from '#editor/node-views/block-tools.island.tsx';

export function QuoteEditorView({ editor, node, getPos, updateAttributes }: NodeViewProps) {
  const { texts, isReadOnly } = useEditorContext();
  const { attribution } = node.attrs as { attribution: string };
  return (
    <NodeViewWrapper as="blockquote">
      <NodeViewContent />
      {isReadOnly && attribution && <footer contentEditable={false}>{attribution}</footer>}
      <BlockTools editor={editor}>
        <BlockField
          {...{ editor, getPos }}
          aria-label={texts.attribution}
          placeholder={texts.attribution}
          maxLength={ATTRIBUTION_LENGTH}
          value={attribution}
          write={(written) => updateAttributes({ attribution: written })}
        />
      </BlockTools>
    </NodeViewWrapper>
  );
}
