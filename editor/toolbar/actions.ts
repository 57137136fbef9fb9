import type { Editor } from '@tiptap/core';
import type { Action } from '#blocks/block-editor';
import { ALL_EDITORS, type BlockActionName } from '#blocks/editors';
import { HISTORY_KEYS } from './keys.ts';

/** Marks of a text. */
const MARKS = {
  bold: {
    icon: { letters: 'B' },
    keys: ['b'],
    run: (editor) => void editor.chain().focus().toggleBold().run(),
    isOn: (editor) => editor.isActive('bold'),
  },
  italic: {
    icon: { letters: 'I' },
    keys: ['i'],
    run: (editor) => void editor.chain().focus().toggleItalic().run(),
    isOn: (editor) => editor.isActive('italic'),
  },
  superscript: {
    icon: { letters: 'x²' },
    keys: ['period'],
    run: (editor) => void editor.chain().focus().toggleMark('superscript').run(),
    isOn: (editor) => editor.isActive('superscript'),
  },
  subscript: {
    icon: { letters: 'x₂' },
    keys: ['comma'],
    run: (editor) => void editor.chain().focus().toggleMark('subscript').run(),
    isOn: (editor) => editor.isActive('subscript'),
  },
  strikethrough: {
    icon: { letters: 'S' },
    keys: ['shift+x'],
    run: (editor) => void editor.chain().focus().toggleMark('strikethrough').run(),
    isOn: (editor) => editor.isActive('strikethrough'),
  },
  link: {
    icon: {
      path: 'M8.5 11.5l3-3M9 6.5l1.7-1.7a3.2 3.2 0 0 1 4.5 4.5L13.5 11M6.5 9l-1.7 1.7a3.2 3.2 0 0 0 4.5 4.5L11 13.5',
    },
    keys: ['k'],
    run: (_, { openLinkPanel }) => openLinkPanel(),
    isOn: (editor) => editor.isActive('link'),
  },
  language: {
    icon: { letters: 'Aա' },
    run: (_, { openLanguagePanel }) => openLanguagePanel(),
    isOn: (editor) => editor.isActive('language'),
    // There must be words to be in a language.
    isPossible: (editor) => !editor.state.selection.empty || editor.isActive('language'),
  },
} satisfies Record<string, Action>;

const HISTORY = {
  undo: {
    icon: { path: 'M7 4L3.5 7.5 7 11M3.5 7.5h8.2a4.3 4.3 0 0 1 0 8.5H8' },
    keys: HISTORY_KEYS.undo,
    run: (editor) => void editor.chain().focus().undo().run(),
    isPossible: (editor) => editor.can().undo(),
  },
  redo: {
    icon: { path: 'M13 4l3.5 3.5L13 11M16.5 7.5H8.3a4.3 4.3 0 0 0 0 8.5H12' },
    keys: HISTORY_KEYS.redo,
    run: (editor) => void editor.chain().focus().redo().run(),
    isPossible: (editor) => editor.can().redo(),
  },
} satisfies Record<string, Action>;

export type ActionName = keyof typeof MARKS | keyof typeof HISTORY | BlockActionName;

/** Actions of blocks, which cannot stand in another block. */
const BLOCK_ACTIONS = Object.fromEntries(
  ALL_EDITORS.flatMap(([, { toolbar }]) =>
    Object.entries(toolbar?.actions ?? {}).map(([name, action]) => [name, outsideOnly(action)]),
  ),
);

function outsideOnly(action: Action): Action {
  return { ...action, isPossible: (editor) => !toolsInside(editor) && (action.isPossible?.(editor) ?? true) };
}

/** All that toolbar and shortcuts do. */
export const ACTIONS = Object.assign(
  {},
  MARKS,
  BLOCK_ACTIONS,
  ...ALL_EDITORS.map(([, { inside }]) => inside?.actions),
  HISTORY,
) as Record<ActionName, Action>;

/** The name of the action that keys stand for. */
export function actionOf(keys: string | undefined): ActionName | undefined {
  const named = Object.entries(ACTIONS) as [ActionName, Action][];
  return keys === undefined ? undefined : named.find(([, action]) => action.keys?.includes(keys))?.[0];
}

/**
 * The buttons in their groups. In a block that can hold no other, such as a table, the buttons for blocks make room for
 * those that it needs, so that nothing moves.
 */
export function buttonsFor(editor: Editor): ActionName[][] {
  const inside = toolsInside(editor);
  const groups = inside ? [inside] : [BUTTONS.style, BUTTONS.insert];
  return [names(MARKS), ...groups, names(HISTORY)];
}

function toolsInside(editor: Editor): ActionName[] | undefined {
  const found = ALL_EDITORS.find(([, { inside }]) => inside && editor.isActive(inside.node))?.[1].inside;
  return found && names(found.actions);
}

const BUTTONS = { style: buttonsIn('style'), insert: buttonsIn('insert') };

function buttonsIn(group: 'style' | 'insert'): ActionName[] {
  return ALL_EDITORS.flatMap(([, { toolbar }]) => (toolbar?.group === group ? names(toolbar.actions) : []));
}

function names(actions: Record<string, Action>): ActionName[] {
  return Object.keys(actions) as ActionName[];
}
