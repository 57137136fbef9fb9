import { describe, expect, it } from 'vitest';
import { ACTIONS, actionOf } from './actions.ts';
import { historyCommandOf, keysPressed, namesOfKeys } from './keys.ts';

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
    ['.', 'Period', 'C', 'superscript'],
    ['ю', 'Period', 'C', 'superscript'],
    [',', 'Comma', 'C', 'subscript'],
    ['ч', 'KeyX', 'CS', 'strikethrough'],
    ['2', 'Digit2', 'CA', 'heading'],
    ['&', 'Digit7', 'CS', 'numbers'],
    ['?', 'Digit7', 'CS', 'numbers'],
    ['*', 'Digit8', 'CS', 'bullets'],
    ['(', 'Digit9', 'CS', 'quote'],
    ['я', 'KeyZ', 'C', 'undo'],
    ['Я', 'KeyZ', 'CS', 'redo'],
    ['ի', 'KeyY', 'C', 'redo'],
  ])('%s (%s) with %s is %s', (key, code, held, action) => {
    expect(actionOf(keysPressed(press(key, code, held), false))).toBe(action);
    expect(actionOf(keysPressed(press(key, code, held.replace('C', 'M')), true))).toBe(action);
  });

  it('goes by the letter where the letter is Latin', () => {
    expect(actionOf(keysPressed(press('b', 'KeyN', 'C'), false))).toBe('bold');
    expect(actionOf(keysPressed(press('n', 'KeyB', 'C'), false))).toBeUndefined();
  });

  it.each([
    ['b', 'KeyB', ''],
    ['b', 'KeyB', 'M'],
    ['b', 'KeyB', 'CM'],
    ['b', 'KeyB', 'CS'],
    ['2', 'Digit2', 'C'],
  ])('%s (%s) with “%s” is none', (key, code, held) => {
    expect(actionOf(keysPressed(press(key, code, held), false))).toBeUndefined();
  });

  it('of the history is the same in a field', () => {
    expect(historyCommandOf(press('я', 'KeyZ', 'C'), false)).toBe('undo');
    expect(historyCommandOf(press('z', 'KeyZ', 'MS'), true)).toBe('redo');
    expect(historyCommandOf(press('b', 'KeyB', 'C'), false)).toBeUndefined();
  });

  it('stands for one action alone', () => {
    const keys = Object.values(ACTIONS).flatMap((action) => action.keys ?? []);
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('is shown by name', () => {
    expect(namesOfKeys('alt+2', false)).toEqual({ shown: 'Ctrl+Alt+2', aria: 'Control+Alt+2' });
    expect(namesOfKeys('period', false)).toEqual({ shown: 'Ctrl+.', aria: 'Control+.' });
    expect(namesOfKeys('shift+z', true)).toEqual({ shown: '⌘⇧Z', aria: 'Meta+Shift+Z' });
  });
});
