'use client';

import { type Editor, isMacOS } from '@tiptap/core';
import { useEditorState } from '@tiptap/react';
import { type KeyboardEvent, useState } from 'react';
import type { Action } from '#blocks/block-editor';
import type { EditorTexts } from '#editor/editor-texts';
import { ACTIONS, type ActionName, buttonsFor } from './actions.ts';
import { Icon } from './icon.tsx';
import { namesOfKeys } from './keys.ts';

type Props = {
  editor: Editor;
  texts: EditorTexts;
  controls: string;
  /** The action whose panel is open. */
  panel: 'link' | 'language' | null;
  act(action: ActionName): void;
};

/** One stop for the Tab key; arrows go from button to button, Escape goes back to the text. */
export function Toolbar({ editor, texts, controls, panel, act }: Props) {
  const [stop, setStop] = useState<ActionName>('bold');
  const { groups, on, impossible } = useEditorState({ editor, selector: stateOf });
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
    <div role="toolbar" aria-label={texts.toolbar} aria-controls={controls} className="tools" onKeyDown={move}>
      {groups.map((group) => (
        <div key={group[0]} className="tool-group">
          {group.map((name) => {
            const { icon, keys, isOn } = ACTIONS[name];
            const shortcut = keys?.[0] && namesOfKeys(keys[0], isMacOS());
            const isImpossible = impossible.includes(name);
            return (
              <button
                key={name}
                type="button"
                className="tool"
                tabIndex={name === reached ? 0 : -1}
                title={shortcut ? `${texts.actions[name]} (${shortcut.shown})` : texts.actions[name]}
                aria-keyshortcuts={shortcut ? shortcut.aria : undefined}
                aria-pressed={isOn ? on.includes(name) : undefined}
                aria-expanded={name === 'link' || name === 'language' ? panel === name : undefined}
                aria-disabled={isImpossible || undefined}
                onFocus={() => setStop(name)}
                // Keeps the selection that the button is about.
                onMouseDown={(event) => event.preventDefault()}
                onClick={() => isImpossible || act(name)}
              >
                <Icon name={name} icon={icon} />
                <span className="unseen">{texts.actions[name]}</span>
              </button>
            );
          })}
        </div>
      ))}
    </div>
  );
}

function stateOf({ editor }: { editor: Editor }): {
  groups: ActionName[][];
  on: ActionName[];
  impossible: ActionName[];
} {
  const named = Object.entries(ACTIONS) as [ActionName, Action][];
  return {
    groups: buttonsFor(editor),
    on: named.filter(([, { isOn }]) => isOn?.(editor)).map(([name]) => name),
    impossible: named.filter(([, { isPossible }]) => isPossible?.(editor) === false).map(([name]) => name),
  };
}
