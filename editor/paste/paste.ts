import { type Editor, Extension, type JSONContent } from '@tiptap/core';
import { closeHistory } from '@tiptap/pm/history';
import { DOMSerializer, Fragment, type Mark, type Node, type Schema, Slice } from '@tiptap/pm/model';
import { type EditorState, Plugin, TextSelection, type Transaction } from '@tiptap/pm/state';
import { ALL_EDITORS } from '#blocks/editors';
import { mayLinkTo } from '#blocks/spans';
import type { Language } from '#i18n/languages';
import { storableText } from '#i18n/storable';
import { addressesInCode } from './embed-code.ts';
import type { Losses } from './losses.ts';
import { OWN, ownSerializer } from './own-blocks.ts';
import { type Pasted, readHtml } from './pasted.ts';
import { readPlainText } from './plain-text.ts';

/** What a paste leaves to do and to say: pictures that are still to be uploaded, and what could not be kept. */
export type PasteReport = { files: readonly File[]; losses: Losses };

declare module '@tiptap/core' {
  interface EditorEvents {
    /** After something has been pasted or dropped that was not kept as it was. */
    pasted: PasteReport;
  }
}

type Options = {
  /** That of the story. */
  language: Language;
  /** Told of an address that stands alone and is of somewhere that is embedded, but of no single post. */
  onNotEmbedded(): void;
};

/** What comes in from the clipboard, or is dropped. */
export const Paste = Extension.create<Options, { pasted: Pasted | null }>({
  name: 'pastedText',
  addOptions: () => ({ language: 'en', onNotEmbedded() {} }),
  addStorage: () => ({ pasted: null }),
  onTransaction({ transaction }) {
    const { pasted } = this.storage;
    if (!transaction.docChanged || !pasted) return;
    this.storage.pasted = null;
    report(this.editor, pasted);
  },
  addProseMirrorPlugins() {
    const { options, storage, editor } = this;
    return [
      new Plugin({
        props: {
          transformPastedHTML(html) {
            if (html.includes(OWN)) return storableText(html);
            const pasted = readHtml(html, options.language);
            storage.pasted = pasted;
            // Whatever comes of it comes at once, or another hand has taken it.
            queueMicrotask(() => {
              storage.pasted = null;
            });
            return htmlOf(pasted.content, editor.schema);
          },
          transformPastedText: storableText,
          clipboardTextParser: (text, $context) => sliceOf(readPlainText(text), editor.schema, $context.marks()),
          transformPasted: (slice, { state }, isPlain) =>
            storage.pasted || isPlain ? withWholeBlocks(slice, state) : slice,
          clipboardSerializer: ownSerializer(editor.schema),
          handlePaste(view, event, slice) {
            // One undo takes back the paste, and nothing of what was written before it.
            view.dispatch(closeHistory(view.state.tr));
            const text = event.clipboardData?.getData('text/plain').trim() ?? '';
            const isAlone = isFree(view.state);
            const transaction = addressPasted(view.state, text);
            if (transaction) {
              storage.pasted = null;
              view.dispatch(transaction.scrollIntoView());
              if (isAlone && isNotEmbedded(text)) options.onNotEmbedded();
              return true;
            }
            if (!storage.pasted) return false;
            storage.pasted = withBlocksLost(storage.pasted, slice);
            if (slice.size > 0) return false;
            report(editor, storage.pasted);
            return true;
          },
        },
      }),
    ];
  },
});

function report(editor: Editor, { files, losses }: Pasted): void {
  if (files.length > 0 || losses.size > 0) editor.emit('pasted', { files, losses });
}

function htmlOf(blocks: JSONContent[], schema: Schema): string {
  if (blocks.length === 0) return '';
  const page = document.createElement('div');
  page.append(DOMSerializer.fromSchema(schema).serializeFragment(fragmentOf(blocks, schema)));
  return page.innerHTML;
}

function fragmentOf(blocks: JSONContent[], schema: Schema): Fragment {
  return Fragment.from(blocks.map((block) => schema.nodeFromJSON(block)));
}

/** A plain text takes on the marks of where it comes in. */
function sliceOf(blocks: JSONContent[], schema: Schema, marks: readonly Mark[]): Slice {
  const marked = (node: Node): Node =>
    node.isText ? node.mark(marks) : node.copy(Fragment.from(node.content.content.map(marked)));
  return Slice.maxOpen(Fragment.from(fragmentOf(blocks, schema).content.map(marked)));
}

/**
 * The first and the last block of what comes from elsewhere flow into the text around them, but for those that would
 * lose something so: numbers, unless they join another list, and who is quoted.
 */
function withWholeBlocks({ content, openStart, openEnd }: Slice, { selection }: EditorState): Slice {
  const isInList = /List$/.test(selection.$from.node(1)?.type.name ?? '');
  const isWhole = (block: Node | null) =>
    Boolean(block?.attrs.attribution || (block?.type.name === 'orderedList' && !isInList));
  return new Slice(content, isWhole(content.firstChild) ? 0 : openStart, isWhole(content.lastChild) ? 0 : openEnd);
}

/** Blocks without text have no place in a cell. */
function withBlocksLost(pasted: Pasted, { content }: Slice): Pasted {
  const kept: string[] = [];
  content.descendants(({ type, isAtom, isText }) => {
    if (isAtom && !isText) kept.push(type.name);
  });
  const brought = pasted.content.filter(({ type, content }) => !content && type !== 'paragraph').length;
  const lost = brought - kept.length;
  return lost > 0 ? { ...pasted, losses: new Map([...pasted.losses, ['block', lost]]) } : pasted;
}

/**
 * An address alone, or code that embeds it: a block where a paragraph is free for it and a kind knows what to make of
 * it; else it links what is selected, or itself.
 */
function addressPasted(state: EditorState, text: string): Transaction | undefined {
  const inCode = addressesInCode(text).filter((address) => mayLinkTo(address));
  const known = inCode.find(blockOfAddress);
  const address = known ?? inCode[0] ?? (/^https?:\/\/\S+$/i.test(text) ? text : '');
  if (!mayLinkTo(address) || !(state.selection instanceof TextSelection)) return undefined;
  return (known ? embedded(state, known) : embeddedWhereFree(state, address)) ?? linked(state, address);
}

function embeddedWhereFree(state: EditorState, address: string): Transaction | undefined {
  return isFree(state) ? embedded(state, address) : undefined;
}

/** Code is never meant as text: where the paragraph is not free the block follows it. */
function embedded({ schema, selection, tr }: EditorState, address: string): Transaction | undefined {
  const block = blockOfAddress(address);
  const { $from } = selection;
  if (!block || $from.depth !== 1) return undefined;
  const node = schema.nodeFromJSON(block);
  const isFree = $from.parent.type.name === 'paragraph' && !$from.parent.childCount;
  return isFree ? tr.replaceWith($from.before(), $from.after(), node) : tr.insert($from.after(), node);
}

function linked({ schema, selection: { from, to, empty }, tr }: EditorState, address: string): Transaction | undefined {
  const mark = schema.marks.link?.create({ href: address });
  if (!mark) return undefined;
  return empty ? tr.replaceSelectionWith(schema.text(address, [mark]), false) : tr.addMark(from, to, mark);
}

/** Whether the cursor is in an empty paragraph, which a block may take the place of. */
function isFree({ schema, selection: { $from, empty } }: EditorState): boolean {
  return empty && $from.depth === 1 && $from.parent.type === schema.nodes.paragraph && !$from.parent.childCount;
}

function isNotEmbedded(address: string): boolean {
  return !blockOfAddress(address) && ALL_EDITORS.some(([, { isAlmostAddress }]) => isAlmostAddress?.(address));
}

function blockOfAddress(address: string): JSONContent | undefined {
  for (const [, { fromAddress }] of ALL_EDITORS) {
    const block = fromAddress?.(address);
    if (block) return block;
  }
  return undefined;
}
