import { describe, expect, it } from 'vitest';
import { keysOf, shortcutOf } from './shortcuts.ts';

const press = (key: string, code: string, held: string) => ({
  key,
  code,
  ctrlKey: held.includes('C'),
  metaKey: held.includes('M'),
  altKey: held.includes('A'),
  shiftKey: held.includes('S'),
});

describe('a shortcut', () => {
  it.each([
    ['b', 'KeyB', 'C', 'bold'],
    ['и', 'KeyB', 'C', 'bold'],
    ['բ', 'KeyB', 'C', 'bold'],
    ['ш', 'KeyI', 'C', 'italic'],
    ['л', 'KeyK', 'C', 'link'],
    ['կ', 'KeyK', 'C', 'link'],
    ['2', 'Digit2', 'CA', 'heading'],
    ['&', 'Digit7', 'CS', 'numbers'],
    ['?', 'Digit7', 'CS', 'numbers'],
    ['*', 'Digit8', 'CS', 'bullets'],
    ['(', 'Digit9', 'CS', 'quote'],
    ['я', 'KeyZ', 'C', 'undo'],
    ['Я', 'KeyZ', 'CS', 'redo'],
    ['ի', 'KeyY', 'C', 'redo'],
  ])('%s (%s) with %s is %s', (key, code, held, action) => {
    expect(shortcutOf(press(key, code, held), false)).toBe(action);
    expect(shortcutOf(press(key, code, held.replace('C', 'M')), true)).toBe(action);
  });

  it('goes by the letter where the letter is Latin', () => {
    expect(shortcutOf(press('b', 'KeyN', 'C'), false)).toBe('bold');
    expect(shortcutOf(press('n', 'KeyB', 'C'), false)).toBeUndefined();
  });

  it.each([
    ['b', 'KeyB', ''],
    ['b', 'KeyB', 'M'],
    ['b', 'KeyB', 'CM'],
    ['b', 'KeyB', 'CS'],
    ['2', 'Digit2', 'C'],
  ])('%s (%s) with “%s” is none', (key, code, held) => {
    expect(shortcutOf(press(key, code, held), false)).toBeUndefined();
  });

  it('is told', () => {
    expect(keysOf('heading', false)).toEqual({ shown: 'Ctrl+Alt+2', aria: 'Control+Alt+2' });
    expect(keysOf('redo', true)).toEqual({ shown: '⌘⇧Z', aria: 'Meta+Shift+Z' });
    expect(keysOf('table', false)).toBeUndefined();
  });
});
