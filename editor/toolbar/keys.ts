type Pressed = Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>;

/** What takes back and brings back changes everywhere in the editor, in its fields as well. */
export const HISTORY_KEYS = { undo: ['z'], redo: ['shift+z', 'y'] } as const;

/**
 * The keys that are pressed together with Ctrl or ⌘, such as alt+2; undefined without it. Letters of other scripts
 * are taken by where they lie on the keyboard, so that Ctrl+B is bold on a Russian or an Armenian layout; Latin
 * letters by what they are, for not every Latin layout is QWERTY.
 */
export function keysPressed(event: Pressed, isMac: boolean): string | undefined {
  if (isMac ? !event.metaKey || event.ctrlKey : !event.ctrlKey || event.metaKey) return undefined;
  const key = /^[a-z]$/i.test(event.key)
    ? event.key.toLowerCase()
    : event.code.replace(/^(Key|Digit)/, '').toLowerCase();
  return `${event.altKey ? 'alt+' : ''}${event.shiftKey ? 'shift+' : ''}${key}`;
}

/** What a field of the editor leaves to the history of the text. */
export function historyCommandOf(event: Pressed, isMac: boolean): 'undo' | 'redo' | undefined {
  const keys = keysPressed(event, isMac);
  if (HISTORY_KEYS.undo.some((each) => each === keys)) return 'undo';
  return HISTORY_KEYS.redo.some((each) => each === keys) ? 'redo' : undefined;
}

/** Keys as a person says them, and as aria-keyshortcuts wants them. */
export function namesOfKeys(keys: string, isMac: boolean): { shown: string; aria: string } {
  const parts = keys.split('+');
  const named = (names: Record<string, string>) =>
    parts.map((part) => ({ ...names, period: '.', comma: ',' })[part] ?? part.toUpperCase());
  return {
    shown: isMac
      ? ['⌘', ...named({ alt: '⌥', shift: '⇧' })].join('')
      : ['Ctrl', ...named({ alt: 'Alt', shift: 'Shift' })].join('+'),
    aria: [isMac ? 'Meta' : 'Control', ...named({ alt: 'Alt', shift: 'Shift' })].join('+'),
  };
}
