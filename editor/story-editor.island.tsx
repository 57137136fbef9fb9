'use client';

import { type Editor, isMacOS } from '@tiptap/core';
import { EditorContent, ReactNodeViewRenderer, useEditor, useEditorState } from '@tiptap/react';
import { useEffect, useId, useMemo, useRef, useState } from 'react';
import type { UploadTexts } from '#components/staff/pictures/picture-upload.island';
import { droppedFiles } from '#editor/paste/dropped-files';
import { Paste } from '#editor/paste/paste';
import type { Language } from '#i18n/languages';
import type { ArticleBody, Block } from '#newsroom/articles/article-body';
import type { ChosenPictures } from '../components/staff/pictures/chosen-pictures.ts';
import { ACTIONS, type ActionName } from './actions.ts';
import { Embed, Figure, Gallery, Quote } from './blocks.ts';
import { bodyOf, documentOf } from './document.ts';
import { EditorContextStorage } from './editor-context.ts';
import type { EditorTexts } from './editor-texts.ts';
import { EmbedView } from './embed-view.island.tsx';
import { KeptSelection } from './kept-selection.ts';
import { type FoundStory, LinkPanel } from './link-panel.island.tsx';
import { FigureView, GalleryView } from './picture-views.island.tsx';
import { dropPlace, insertBlock } from './positions.ts';
import { QuoteView } from './quote-view.island.tsx';
import { schemaExtensions } from './schema.ts';
import { shortcutOf } from './shortcuts.ts';
import { Toolbar } from './toolbar.island.tsx';
import { Typesetting } from './typesetting.ts';
import { UploadPlaceholders } from './upload-placeholders.ts';
import { useUploadingPictures } from './uploading-pictures.island.tsx';

type Props = {
  /** The body to begin with. Another one later, or another language, needs another `key`. */
  body: ArticleBody;
  /** That of the story. */
  language: Language;
  /** What the text field is called to those who cannot see it. */
  label: string;
  words: EditorTexts;
  readOnly?: boolean;
  /** Called when what would be stored has changed, and only then. */
  onChange(body: Block[]): void;
  searchStories(query: string): Promise<FoundStory[]>;
  /** Opens the library; null where nothing was chosen. */
  choosePicture(): Promise<string | null>;
  shelf: ChosenPictures;
  /** What is said of files that are dropped or pasted into the text. */
  intake: UploadTexts;
};

/** What the toolbar and the bars above it cover of the window, so that the cursor is never under them. */
const BENCH = { top: 180, right: 0, bottom: 40, left: 0 };

/** Where a story is written: it looks like the page it makes. */
export function StoryEditor(props: Props) {
  const {
    body,
    language,
    label,
    words,
    readOnly = false,
    onChange,
    searchStories,
    choosePicture,
    shelf,
    intake,
  } = props;
  const [isLinkOpen, setLinkOpen] = useState(false);
  const toolbar = useRef<HTMLDivElement>(null);
  const stored = useRef<string>(undefined);
  const id = useId();

  const editor = useEditor({
    immediatelyRender: false,
    injectCSS: false,
    enableInputRules: [Typesetting],
    enablePasteRules: false,
    editable: !readOnly,
    extensions: [
      ...schemaExtensions({
        Quote: Quote.extend({ addNodeView: () => ReactNodeViewRenderer(QuoteView) }),
        Figure: Figure.extend({ addNodeView: () => ReactNodeViewRenderer(FigureView) }),
        Gallery: Gallery.extend({ addNodeView: () => ReactNodeViewRenderer(GalleryView) }),
        Embed: Embed.extend({ addNodeView: () => ReactNodeViewRenderer(EmbedView) }),
      }),
      Typesetting.configure({ language }),
      Paste,
      UploadPlaceholders,
      KeptSelection,
    ],
    content: documentOf(body),
    editorProps: {
      attributes: {
        id,
        class: 'story-text',
        role: 'textbox',
        'aria-multiline': 'true',
        'aria-label': label,
        spellcheck: 'true',
      },
      handleKeyDown: (_, event) => handleKey(event),
      handlePaste: ({ state: { selection } }, { clipboardData }) => bring(droppedFiles(clipboardData), selection.to),
      handleDrop: (view, event) =>
        // What is dragged inside the text comes with a file where it is a picture.
        !view.dragging && bring([...(event.dataTransfer?.files ?? [])], dropPlace(view, event)),
      scrollThreshold: BENCH,
      scrollMargin: BENCH,
    },
    onCreate: ({ editor }) => {
      stored.current = JSON.stringify(bodyOf(editor.getJSON()));
    },
    onUpdate: ({ editor }) => {
      const blocks = bodyOf(editor.getJSON());
      const json = JSON.stringify(blocks);
      if (json === stored.current) return;
      stored.current = json;
      onChange(blocks);
    },
  });

  useEffect(() => {
    editor?.setEditable(!readOnly, false);
  }, [editor, readOnly]);

  function handleKey(event: Event): boolean {
    // On Android ProseMirror finds out by itself that Enter was pressed, and says so with a plain event: that is its
    // own to handle.
    if (!(event instanceof KeyboardEvent)) return false;
    if (event.altKey && event.key === 'F10') {
      toolbar.current?.querySelector<HTMLButtonElement>('[role=toolbar] [tabindex="0"]')?.focus();
      return true;
    }
    // A text has no line breaks but those between its blocks.
    if (event.key === 'Enter' && event.shiftKey && editor) {
      const plain = new KeyboardEvent('keydown', { key: 'Enter' });
      return Boolean(editor.view.someProp('handleKeyDown', (handle) => handle(editor.view, plain)));
    }
    if (event.key === 'Tab' && !event.shiftKey && editor) return intoBlock(editor);
    // Keys that ProseMirror makes of what a phone's keyboard has done have no modifiers.
    if (event.getModifierState?.('AltGraph')) return false;
    const action = shortcutOf(event, isMacOS());
    if (action) act(action);
    return action !== undefined;
  }

  async function act(action: ActionName): Promise<void> {
    if (!editor || readOnly) return;
    if (action === 'link') {
      setLinkOpen(true);
    } else if (action === 'figure' || action === 'gallery') {
      const picture = await choosePicture();
      const attrs = action === 'figure' ? { picture } : { pictures: [picture] };
      if (picture) insertBlock(editor, { type: action, attrs });
      else editor.commands.focus();
    } else {
      const { run, isPossible } = ACTIONS[action];
      if (isPossible?.(editor) ?? true) run(editor);
    }
  }

  const { bring, drawn } = useUploadingPictures({ editor, shelf, language, words, intake });
  const isEmpty = useEditorState({ editor, selector: ({ editor }) => editor?.isEmpty ?? false });
  const surroundings = useMemo(
    () => ({ words, isReadOnly: readOnly, shelf, choosePicture }),
    [words, readOnly, shelf, choosePicture],
  );

  return (
    <div className="story-editor">
      {editor && !readOnly && (
        <div ref={toolbar} className="tool-bench" lang={words.language}>
          <Toolbar editor={editor} words={words} controls={id} isLinkOpen={isLinkOpen} act={act} />
          {isLinkOpen && (
            <LinkPanel editor={editor} words={words} searchStories={searchStories} close={() => setLinkOpen(false)} />
          )}
        </div>
      )}
      <EditorContextStorage value={surroundings}>
        <div className="story-page" lang={language}>
          {isEmpty && (
            <p className="story-placeholder" lang={words.language} aria-hidden="true">
              {words.placeholder}
            </p>
          )}
          <EditorContent editor={editor} />
          {drawn}
        </div>
      </EditorContextStorage>
    </div>
  );
}

/** From a quote, or a block that is selected as a whole, Tab goes to what can be written or done there. */
function intoBlock({ state, view }: Editor): boolean {
  const { $from } = state.selection;
  const position = $from.depth === 0 ? state.selection.from : $from.before(1);
  const type = state.doc.nodeAt(position)?.type.name ?? '';
  if (!['quote', 'figure', 'gallery', 'embed'].includes(type)) return false;
  const field = (view.nodeDOM(position) as HTMLElement | null)?.querySelector<HTMLElement>('input, textarea, button');
  field?.focus();
  return Boolean(field);
}
