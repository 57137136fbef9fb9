'use client';

import { type NodeViewProps, NodeViewWrapper } from '@tiptap/react';
import { unknownType } from '#blocks/unknown-block';
import { useEditorContext } from '#editor/editor-context';
import { BlockTools } from './block-tools.island.tsx';

/** In place of a block that this version does not know. */
export function UnknownBlockView({ editor, node, deleteNode }: NodeViewProps) {
  const { texts } = useEditorContext();
  const type = unknownType({ type: 'unknown', stored: node.attrs.stored });
  return (
    <NodeViewWrapper>
      <p className="unknown-block" contentEditable={false} data-drag-handle lang={texts.language}>
        {texts.unknownBlock.replace('{type}', type || '?')}
      </p>
      <BlockTools editor={editor}>
        <button type="button" onClick={deleteNode}>
          {texts.remove}
        </button>
      </BlockTools>
    </NodeViewWrapper>
  );
}
