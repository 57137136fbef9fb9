'use client';

import { type NodeViewProps, NodeViewWrapper } from '@tiptap/react';
import { useEffect, useRef } from 'react';
import { type EmbedProvider, PROVIDERS } from '#blocks/embed/providers';
import { EMBED_TITLE_LENGTH } from '#blocks/embed/schema';
import { writeAfter } from '#editor/document/positions';
import { useEditorContext } from '#editor/editor-context';
import { BlockField } from '#editor/node-views/block-field.island.tsx';
import { BlockTools } from '#editor/node-views/block-tools.island.tsx';

export function EmbedEditorView({ editor, node, getPos, updateAttributes, deleteNode }: NodeViewProps) {
  const { texts, isReadOnly } = useEditorContext();
  const { provider, href, title } = node.attrs as { provider: EmbedProvider; href: string; title: string };
  const field = useRef<HTMLTextAreaElement>(null);
  const isNew = useRef(title === '');

  // Only the writer knows what it shows; the address was pasted, the title comes next.
  useEffect(() => {
    if (isNew.current) field.current?.focus();
  }, []);

  return (
    <NodeViewWrapper className="embed" data-provider={provider} data-shape={PROVIDERS[provider].shape}>
      <div className="embed-poster" contentEditable={false} data-drag-handle>
        <p className="embed-provider" lang={texts.language}>
          {texts.providers[provider]}
        </p>
        {isReadOnly ? (
          <p className="embed-title">{title}</p>
        ) : (
          <BlockField
            {...{ editor, getPos }}
            ref={field}
            className="embed-title"
            aria-label={texts.embedTitle}
            placeholder={texts.embedTitle}
            maxLength={EMBED_TITLE_LENGTH}
            value={title}
            write={(written) => updateAttributes({ title: written })}
            leave={() => writeAfter(editor.view, getPos())}
          />
        )}
        <p>
          <a href={href} target="_blank" rel="noopener noreferrer">
            {href}
          </a>
        </p>
      </div>
      <BlockTools editor={editor}>
        <button type="button" onClick={deleteNode}>
          {texts.remove}
        </button>
      </BlockTools>
    </NodeViewWrapper>
  );
}
