'use client';

import { type Editor, type Extensions, isMacOS, Node } from '@tiptap/core';
import {
  EditorContent,
  type ReactNodeViewProps,
  ReactNodeViewRenderer,
  useEditor,
  useEditorState,
} from '@tiptap/react';
import { type ComponentType, useEffect, useEffectEvent, useId, useMemo, useRef, useState } from 'react';
import type { ArticleBody } from '#blocks/body';
import { ALL_EDITORS } from '#blocks/editors';
import type { ChosenPictures } from '#components/staff/pictures/chosen-pictures.ts';
import type { UploadTexts } from '#components/staff/pictures/picture-upload.island';
import type { Language } from '#i18n/languages';
import { bodyOf, documentOf } from './document/document.ts';
import { DOCUMENT_EXTENSIONS } from './document/extensions.ts';
import { dropPlace } from './document/positions.ts';
import { EditorContextProvider } from './editor-context.ts';
import type { EditorTexts } from './editor-texts.ts';
import { BlockKinds } from './extensions/block-kinds.ts';
import { CurrentSelection } from './extensions/current-selection.ts';
import { Typography } from './extensions/typography.ts';
import { UNKNOWN_BLOCK } from './extensions/unknown-block.ts';
import { LanguagePanel } from './foreign-words/language-panel.island.tsx';
import { type FoundStory, LinkPanel } from './links/link-panel.island.tsx';
import { VisibleSelection } from './links/visible-selection.ts';
import { UnknownBlockView } from './node-views/unknown-block-view.island.tsx';
import { droppedFiles } from './paste/dropped-files.ts';
import { Paste, type PasteReport } from './paste/paste.ts';
import { type PasteNotice, PasteNoticeBar } from './paste/paste-notice.island.tsx';
import { pasteLine } from './paste/pasted-line.ts';
import { ACTIONS, type ActionName, actionOf } from './toolbar/actions.ts';
import { keysPressed } from './toolbar/keys.ts';
import { Toolbar } from './toolbar/toolbar.island.tsx';
import { takePendingPictures } from './uploads/pending-pictures.ts';
import { UploadPlaceholders } from './uploads/upload-placeholders.ts';
import { useUploadingPictures } from './uploads/uploading-pictures.island.tsx';

type Props = {
  /** The body to begin with. Another one later, or another language, needs another `key`. */
  body: ArticleBody;
  /** That of the story. */
  language: Language;
  /** What the text field is called to those who cannot see it. */
  label: string;
  texts: EditorTexts;
  readOnly?: boolean;
  /** Called when what would be stored has changed, and only then. */
  onChange(body: ArticleBody): void;
  searchStories(query: string): Promise<FoundStory[]>;
  /** Opens the library for one picture or for many; none where nothing was chosen. */
  choosePictures(many: boolean): Promise<string[]>;
  pictures: ChosenPictures;
  /** What is said of files that are dropped or pasted into the text. */
  uploadTexts: UploadTexts;
};

/** What the toolbar and the bars above it cover of the window, so that the cursor is never under them, pixels. */
const COVERED = { top: 180, right: 0, bottom: 40, left: 0 };

const VIEWS = new Map<string, ComponentType<ReactNodeViewProps>>([
  ...ALL_EDITORS.flatMap(([, { views = {} }]) => Object.entries(views)),
  [UNKNOWN_BLOCK, UnknownBlockView],
]);

const EXTENSIONS: Extensions = [
  ...DOCUMENT_EXTENSIONS.map((extension) => {
    const View = VIEWS.get(extension.name);
    if (!View || !(extension instanceof Node)) return extension;
    return extension.extend({ addNodeView: () => ReactNodeViewRenderer(View) });
  }),
  UploadPlaceholders,
  VisibleSelection,
  BlockKinds,
  CurrentSelection,
];

/** Where a story is written: it looks like the page it makes. */
export function StoryEditor(props: Props) {
  const { body, language, label, texts, readOnly = false, onChange, searchStories, choosePictures } = props;
  const { pictures, uploadTexts } = props;
  const [panel, setPanel] = useState<'link' | 'language' | null>(null);
  const [isNotEmbedded, setNotEmbedded] = useState(false);
  const [notice, setNotice] = useState<PasteNotice | null>(null);
  const toolbar = useRef<HTMLDivElement>(null);
  const stored = useRef<string>(undefined);
  const id = useId();

  const editor = useEditor({
    immediatelyRender: false,
    injectCSS: false,
    enableInputRules: [Typography],
    enablePasteRules: false,
    editable: !readOnly,
    extensions: [
      ...EXTENSIONS,
      Typography.configure({ language }),
      Paste.configure({ language, onNotEmbedded: () => setNotEmbedded(true) }),
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
      handlePaste: ({ state: { selection } }, { clipboardData }) => upload(droppedFiles(clipboardData), selection.to),
      handleDrop: (view, event) =>
        // What is dragged inside the text comes with a file where it is a picture.
        !view.dragging && upload([...(event.dataTransfer?.files ?? [])], dropPlace(view, event)),
      scrollThreshold: COVERED,
      scrollMargin: COVERED,
    },
    onCreate: ({ editor }) => {
      stored.current = JSON.stringify(bodyOf(editor.getJSON()));
    },
    onUpdate: ({ editor }) => {
      const body = bodyOf(editor.getJSON());
      const json = JSON.stringify(body);
      if (json === stored.current) return;
      stored.current = json;
      setNotEmbedded(false);
      onChange(body);
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
    if (event.key === 'Tab' && !event.shiftKey && editor) return enterBlockFields(editor);
    // Keys that ProseMirror makes of what a phone's keyboard has done have no modifiers.
    if (event.getModifierState?.('AltGraph')) return false;
    const action = actionOf(keysPressed(event, isMacOS()));
    if (action) act(action);
    return action !== undefined;
  }

  function act(name: ActionName): void {
    if (!editor || readOnly) return;
    const { run, isPossible } = ACTIONS[name];
    if (!(isPossible?.(editor) ?? true)) return;
    const panels = { openLinkPanel: () => setPanel('link'), openLanguagePanel: () => setPanel('language') };
    void run(editor, { choosePictures, ...panels });
  }

  const { upload, uploadAt, uploads } = useUploadingPictures({ editor, pictures, language, texts, uploadTexts });
  const showPasted = useEffectEvent(({ files, losses }: PasteReport) => {
    if (!editor) return;
    uploadAt(takePendingPictures(editor, files));
    setNotice(losses.size > 0 ? { losses, after: editor.state.doc } : null);
  });
  useEffect(() => {
    const show = (report: PasteReport) => showPasted(report);
    editor?.on('pasted', show);
    return () => void editor?.off('pasted', show);
  }, [editor]);
  const context = useMemo(
    () => ({ texts, isReadOnly: readOnly, pictures, choosePictures, pasteLine }),
    [texts, readOnly, pictures, choosePictures],
  );

  return (
    <div className="story-editor">
      {editor && !readOnly && (
        <div ref={toolbar} className="tool-bench" lang={texts.language}>
          <Toolbar editor={editor} texts={texts} controls={id} panel={panel} act={act} />
          {panel === 'link' && (
            <LinkPanel editor={editor} texts={texts} searchStories={searchStories} close={() => setPanel(null)} />
          )}
          {panel === 'language' && <LanguagePanel editor={editor} texts={texts} close={() => setPanel(null)} />}
          <PasteNoticeBar editor={editor} notice={notice} texts={texts} close={() => setNotice(null)} />
        </div>
      )}
      <EditorContextProvider value={context}>
        <div className="story-page" lang={language}>
          {editor && !readOnly && <Placeholder editor={editor} texts={texts} />}
          <EditorContent editor={editor} />
          {uploads}
          <p role="status" className={isNotEmbedded ? 'message' : 'unseen'} lang={texts.language}>
            {isNotEmbedded && texts.notEmbedded}
          </p>
        </div>
      </EditorContextProvider>
    </div>
  );
}

/** What stands in an empty text. It asks the editor itself, and so comes after it. */
function Placeholder({ editor, texts }: { editor: Editor; texts: EditorTexts }) {
  const isEmpty = useEditorState({ editor, selector: ({ editor }) => editor.isEmpty });
  return isEmpty ? (
    <p className="story-placeholder" lang={texts.language} aria-hidden="true">
      {texts.placeholder}
    </p>
  ) : null;
}

/** From a block that has fields or buttons of its own, such as a quote, Tab goes to the first of them. */
function enterBlockFields({ state, view }: Editor): boolean {
  const { $from } = state.selection;
  const position = $from.depth === 0 ? state.selection.from : $from.before(1);
  const block = view.nodeDOM(position);
  const field = block instanceof HTMLElement ? block.querySelector<HTMLElement>('input, textarea, button') : null;
  field?.focus();
  return Boolean(field);
}
