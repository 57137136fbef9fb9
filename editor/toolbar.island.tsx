'use client';

import { type Editor, isMacOS } from '@tiptap/core';
import { useEditorState } from '@tiptap/react';
import { type KeyboardEvent, useState } from 'react';
import { ACTIONS, type ActionName } from './actions.ts';
import type { EditorTexts } from './editor-texts.ts';
import { Icon } from './icons.tsx';
import { keysOf } from './shortcuts.ts';

const IN_TEXT: ActionName[][] = [
  ['bold', 'italic', 'link'],
  ['heading', 'subheading', 'bullets', 'numbers', 'quote'],
  ['figure', 'gallery', 'table', 'divider'],
  ['undo', 'redo'],
];

/** What a table cannot hold makes room for what it needs, so that nothing moves. */
const IN_TABLE: ActionName[][] = [
  ['bold', 'italic', 'link'],
  ['addRow', 'removeRow', 'addColumn', 'removeColumn', 'numericColumn', 'removeTable'],
  ['undo', 'redo'],
];

type Props = {
  editor: Editor;
  words: EditorTexts;
  controls: string;
  isLinkOpen: boolean;
  act(action: ActionName): void;
};

/** One stop for the Tab key; arrows go from button to button, Escape goes back to the text. */
export function Toolbar({ editor, words, controls, isLinkOpen, act }: Props) {
  const [stop, setStop] = useState<ActionName>('bold');
  const { isInTable, on, impossible } = useEditorState({ editor, selector: stateOf });
  const groups = isInTable ? IN_TABLE : IN_TEXT;
  const reached = groups.flat().includes(stop) ? stop : 'bold';

  function move(event: KeyboardEvent<HTMLDivElement>) {
    if (event.key === 'Escape') editor.commands.focus();
    const buttons = [...event.currentTarget.querySelectorAll('button')];
    const at = buttons.indexOf(event.target as HTMLButtonElement);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: -1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    buttons.at(to % buttons.length)?.focus();
  }

  return (
    <div role="toolbar" aria-label={words.toolbar} aria-controls={controls} className="tools" onKeyDown={move}>
      {groups.map((group) => (
        <div key={group[0]} className="tool-group">
          {group.map((action) => {
            const keys = keysOf(action, isMacOS());
            const isImpossible = impossible.includes(action);
            return (
              <button
                key={action}
                type="button"
                className="tool"
                tabIndex={action === reached ? 0 : -1}
                title={keys ? `${words.actions[action]} (${keys.shown})` : words.actions[action]}
                aria-keyshortcuts={keys?.aria}
                aria-pressed={isToggle(action) ? on.includes(action) : undefined}
                aria-expanded={action === 'link' ? isLinkOpen : undefined}
                aria-disabled={isImpossible || undefined}
                onFocus={() => setStop(action)}
                // Keeps the selection that the button is about.
                onMouseDown={(event) => event.preventDefault()}
                onClick={() => isImpossible || act(action)}
              >
                <Icon of={action} />
                <span className="unseen">{words.actions[action]}</span>
              </button>
            );
          })}
        </div>
      ))}
    </div>
  );
}

function isToggle(action: ActionName): boolean {
  return action === 'link' || 'isOn' in (ACTIONS[action as keyof typeof ACTIONS] ?? {});
}

function stateOf({ editor }: { editor: Editor }): { isInTable: boolean; on: ActionName[]; impossible: ActionName[] } {
  const isInTable = editor.isActive('table');
  const named = Object.entries(ACTIONS) as [ActionName, (typeof ACTIONS)['bold']][];
  return {
    isInTable,
    on: [
      ...named.filter(([, { isOn }]) => isOn?.(editor)).map(([name]) => name),
      ...(editor.isActive('link') ? ['link' as const] : []),
    ],
    impossible: named.filter(([, { isPossible }]) => isPossible?.(editor) === false).map(([name]) => name),
  };
}
