import type { Editor, Extensions, JSONContent } from '@tiptap/core';
import type { ReactNodeViewProps } from '@tiptap/react';
import type { ComponentType } from 'react';
import type { PasteRule } from '#editor/paste/pieces';

// What the story editor has to know of a kind of block. editors.ts lists them.

export type ActionContext = {
  /** Opens the library for one picture or for many; none where nothing was chosen. */
  choosePictures(many: boolean): Promise<string[]>;
  openLinkPanel(): void;
  openLanguagePanel(): void;
};

/** What a button of the toolbar does, and a shortcut. Its name is in the messages (editor.actions). */
export type Action = {
  /** Letters, or the path of a drawing of 20 by 20. */
  icon: { letters: string } | { path: string };
  /** Keys that do the same, with Ctrl or ⌘, such as shift+7 (editor/toolbar/keys.ts). The first is shown. */
  keys?: readonly string[];
  run(editor: Editor, context: ActionContext): void | Promise<void>;
  /** Whether the button is shown as pressed. */
  isOn?(editor: Editor): boolean;
  isPossible?(editor: Editor): boolean;
};

export type BlockEditor<Block> = {
  /** What the editor's document may hold because of it. */
  extensions: Extensions;
  /** How the writer sees its nodes, by name of the node, where they have fields or buttons of their own. */
  views?: Record<string, ComponentType<ReactNodeViewProps>>;
  toNode(block: Block): JSONContent;
  /** What is made of its nodes, by name of the node. Whatever is no whole block is left out. */
  fromNode: Record<string, (node: JSONContent) => unknown[]>;
  /** Buttons that turn what is written into it, or insert it. */
  toolbar?: { group: 'style' | 'insert'; actions: Record<string, Action> };
  /** Buttons that take their place while the cursor is in a node that no other block fits into. */
  inside?: { node: string; actions: Record<string, Action> };
  /** What is made of pasted HTML, by name of the element. */
  paste?: Record<string, PasteRule>;
  /** The node for an address that is pasted into an empty paragraph; undefined for addresses that are only linked. */
  fromAddress?(address: string): JSONContent | undefined;
  /** Whether an address that no node is made of is almost one, so that the writer is to be told. */
  isAlmostAddress?(address: string): boolean;
};
