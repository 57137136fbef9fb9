'use client';

import { type NodeViewProps, NodeViewWrapper } from '@tiptap/react';
import { useEffect, useRef } from 'react';
import type { EmbedProvider } from '#newsroom/articles/embed-frame';
import { BlockField } from './block-field.island.tsx';
import { BlockTools, useEditorContext } from './block-tools.island.tsx';
import { writeAfter } from './positions.ts';

export function EmbedView({ editor, node, getPos, updateAttributes, deleteNode }: NodeViewProps) {
  const { words, isReadOnly } = useEditorContext();
  const { provider, href, title } = node.attrs as { provider: EmbedProvider; href: string; title: string };
  const field = useRef<HTMLTextAreaElement>(null);
  const isNew = useRef(title === '');

  // Only the writer knows what it shows; the address was pasted, the title comes next.
  useEffect(() => {
    if (isNew.current) field.current?.focus();
  }, []);

  return (
    <NodeViewWrapper className="embed" data-provider={provider}>
      <div className="embed-poster" contentEditable={false} data-drag-handle>
        <p className="embed-provider" lang={words.language}>
          {words.providers[provider]}
        </p>
        {isReadOnly ? (
          <p className="embed-title">{title}</p>
        ) : (
          <BlockField
            {...{ editor, getPos }}
            ref={field}
            className="embed-title"
            aria-label={words.embedTitle}
            placeholder={words.embedTitle}
            maxLength={300}
            value={title}
            write={(said) => updateAttributes({ title: said })}
            leave={() => writeAfter(editor, getPos())}
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
          {words.remove}
        </button>
      </BlockTools>
    </NodeViewWrapper>
  );
}
