import type { ActionName } from './actions.ts';

type Pressed = Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>;

const SHORTCUTS: Record<string, ActionName> = {
  b: 'bold',
  i: 'italic',
  k: 'link',
  'alt+2': 'heading',
  'alt+3': 'subheading',
  'shift+7': 'numbers',
  'shift+8': 'bullets',
  'shift+9': 'quote',
  z: 'undo',
  'shift+z': 'redo',
  y: 'redo',
};

/**
 * What a key press asks for. Letters of other scripts are taken by where they lie on the keyboard, so that Ctrl+B is
 * bold on a Russian or an Armenian layout; Latin letters by what they are, for not every Latin layout is QWERTY.
 */
export function shortcutOf(event: Pressed, isMac: boolean): ActionName | undefined {
  if (isMac ? !event.metaKey || event.ctrlKey : !event.ctrlKey || event.metaKey) return undefined;
  const key = /^[a-z]$/i.test(event.key)
    ? event.key.toLowerCase()
    : event.code.replace(/^(Key|Digit)/, '').toLowerCase();
  return SHORTCUTS[`${event.altKey ? 'alt+' : ''}${event.shiftKey ? 'shift+' : ''}${key}`];
}

/** How a person would say it, and how aria-keyshortcuts wants it. */
export function keysOf(action: ActionName, isMac: boolean): { shown: string; aria: string } | undefined {
  const keys = Object.entries(SHORTCUTS)
    .find(([, name]) => name === action)?.[0]
    .split('+');
  if (!keys) return undefined;
  const named = (names: Record<string, string>) => keys.map((key) => names[key] ?? key.toUpperCase());
  return {
    shown: isMac
      ? ['⌘', ...named({ alt: '⌥', shift: '⇧' })].join('')
      : ['Ctrl', ...named({ alt: 'Alt', shift: 'Shift' })].join('+'),
    aria: [isMac ? 'Meta' : 'Control', ...named({ alt: 'Alt', shift: 'Shift' })].join('+'),
  };
}
