// @vitest-environment jsdom
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Editor } from '@tiptap/core';
import { afterEach, describe, expect, it } from 'vitest';
import { Paste } from '#editor/paste/paste';
import type { Language } from '#i18n/languages';
import { type Block, plainText } from '#newsroom/articles/article-body';
import { ACTIONS } from './actions.ts';
import { Embed, Figure, Gallery, Quote } from './blocks.ts';
import { bodyOf, documentOf } from './document.ts';
import { schemaExtensions } from './schema.ts';
import { Typesetting } from './typesetting.ts';
import { fillPlace, giveUpPlace, keepPlace, UploadPlaceholders } from './upload-placeholders.ts';

let editor: Editor;

function open(body: Block[] = [], language: Language = 'en'): void {
  editor = new Editor({
    element: document.createElement('div'),
    injectCSS: false,
    enableInputRules: [Typesetting],
    enablePasteRules: false,
    extensions: [
      ...schemaExtensions({ Quote, Figure, Gallery, Embed }),
      Typesetting.configure({ language }),
      Paste,
      UploadPlaceholders,
    ],
    content: documentOf(body),
  });
  editor.commands.setTextSelection(editor.state.doc.content.size);
}

afterEach(() => editor.destroy());

/** Types as a browser lets ProseMirror know of it. */
function type(text: string): void {
  for (const character of text) {
    const { from, to } = editor.state.selection;
    const insert = () => editor.state.tr.insertText(character, from, to);
    if (!editor.view.someProp('handleTextInput', (handle) => handle(editor.view, from, to, character, insert)))
      editor.view.dispatch(insert());
  }
}

function press(key: string): void {
  const event = new KeyboardEvent('keydown', { key });
  editor.view.someProp('handleKeyDown', (handle) => handle(editor.view, event));
}

function paste(text: string, html?: string): void {
  const event = { clipboardData: { getData: () => text } } as unknown as ClipboardEvent;
  if (html) editor.view.pasteHTML(html, event);
  else editor.view.pasteText(text, event);
}

function select(text: string): void {
  editor.state.doc.descendants((node, position) => {
    const at = node.text?.indexOf(text) ?? -1;
    if (at >= 0) editor.commands.setTextSelection({ from: position + at, to: position + at + text.length });
  });
}

const body = () => bodyOf(editor.getJSON());
const line = () => body().map((block) => ('text' in block ? plainText(block.text) : block.type));
const paragraph = (text: string): Block => ({ type: 'paragraph', text: [{ text }] });
const items = (...texts: string[]) => texts.map((text) => [{ text }]);

describe('typing', () => {
  it('sets quotes, dashes and dots, and is taken back by one Backspace', () => {
    open([], 'ru');
    type('"Да" - ');
    expect(line()).toEqual(['«Да» — ']);
    press('Backspace');
    type('нет');
    expect(line()).toEqual(['«Да» - нет']);
  });

  it('is taken back by undo too', () => {
    open([], 'en');
    type('So...');
    editor.commands.undo();
    expect(line()).toEqual(['So...']);
  });

  it('closes quotes that were opened long before', () => {
    open([paragraph(`«${'слово '.repeat(120)}конец`)], 'ru');
    editor.commands.setTextSelection(editor.state.doc.content.size - 1);
    type('"');
    expect(line()[0]).toMatch(/конец»$/);
  });

  it('sets the Armenian full stop before a new paragraph', () => {
    open([], 'hy');
    type('Վերջ:');
    press('Enter');
    type('Նոր');
    expect(line()).toEqual(['Վերջ։', 'Նոր']);
  });

  it('makes no blocks of signs', () => {
    open([], 'en');
    type('# a **b** ');
    expect(body()).toEqual([paragraph('# a **b** ')]);
  });
});

describe('lists', () => {
  it('are made of all selected blocks, and joined to the list that is among them', () => {
    open([
      paragraph('a'),
      { type: 'heading', level: 2, text: [{ text: 'b' }] },
      { type: 'list', ordered: true, items: items('c', 'd') },
    ]);
    editor.commands.selectAll();
    ACTIONS.bullets.run(editor);
    expect(body()).toEqual([{ type: 'list', ordered: false, items: items('a', 'b', 'c', 'd') }]);
    ACTIONS.bullets.run(editor);
    expect(body()).toEqual(['a', 'b', 'c', 'd'].map(paragraph));
  });

  it('let go of the selected items alone, and the cursor stays where it was', () => {
    open([{ type: 'list', ordered: false, items: items('one', 'two', 'three') }]);
    select('wo');
    ACTIONS.bullets.run(editor);
    expect(body()).toEqual([
      { type: 'list', ordered: false, items: items('one') },
      paragraph('two'),
      { type: 'list', ordered: false, items: items('three') },
    ]);
    type('W');
    expect(line()).toContain('tW');
  });

  it('end at an empty item', () => {
    open();
    ACTIONS.numbers.run(editor);
    type('a');
    press('Enter');
    press('Enter');
    type('b');
    expect(body()).toEqual([{ type: 'list', ordered: true, items: items('a') }, paragraph('b')]);
  });

  it('are not made of what is no text', () => {
    open([paragraph('a'), { type: 'divider' }, paragraph('b')]);
    editor.commands.selectAll();
    ACTIONS.bullets.run(editor);
    expect(body()).toEqual([paragraph('a'), { type: 'divider' }, paragraph('b')]);
  });
});

describe('a table', () => {
  it('keeps its first row as header, and its numbers with their column', () => {
    open([{ type: 'table', header: items('a', 'b'), rows: [items('c', '1')] }]);
    select('1');
    ACTIONS.numericColumn.run(editor);
    ACTIONS.addRow.run(editor);
    select('a');
    ACTIONS.addColumn.run(editor);
    expect(ACTIONS.removeRow.isPossible?.(editor)).toBe(false);
    expect(body()).toMatchObject([{ header: { length: 3 }, rows: { length: 2 }, numeric: [2] }]);
  });

  it('goes on below with Enter, where need be in a new row', () => {
    open([{ type: 'table', header: items('a', 'b'), rows: [items('c', 'd')] }]);
    select('d');
    press('Enter');
    type('e');
    expect(body()).toMatchObject([{ rows: [items('c', 'd'), [[], [{ text: 'e' }]]] }]);
  });
});

describe('a picture on its way', () => {
  const place = (at: number) => keepPlace(editor, { key: 1, at, element: document.createElement('ul') });
  const picture = 'a'.repeat(20);

  it('comes where it was brought, however the text has changed, and leaves the cursor alone', () => {
    open([paragraph('one'), paragraph('two')]);
    place(2);
    editor.commands.insertContentAt(1, 'Twenty-');
    editor.commands.setTextSelection(editor.state.doc.content.size);
    type(' and on');
    fillPlace(editor, 1, picture);
    type('!');
    expect(line()).toEqual(['Twenty-one', 'figure', 'two and on!']);
  });

  it('comes even if all round it has been taken away, once, and is undone by itself', () => {
    open([paragraph('one'), paragraph('two')]);
    place(2);
    editor.commands.selectAll();
    editor.commands.deleteSelection();
    fillPlace(editor, 1, picture);
    fillPlace(editor, 1, picture);
    expect(line()).toEqual(['figure']);
    editor.commands.undo();
    expect(line()).not.toContain('figure');
  });

  it('is no part of the text, and may be given up', () => {
    open([paragraph('one')]);
    place(2);
    expect(line()).toEqual(['one']);
    expect(editor.can().undo()).toBe(false);
    giveUpPlace(editor, 1);
    fillPlace(editor, 1, picture);
    expect(line()).toEqual(['one']);
  });
});

describe('pasting', () => {
  it('an address of a post where nothing is written makes an embed', () => {
    open();
    paste('http://youtu.be/dQw4w9WgXcQ');
    expect(body()).toEqual([
      { type: 'embed', provider: 'youtube', href: 'https://youtu.be/dQw4w9WgXcQ', title: 'youtu.be/dQw4w9WgXcQ' },
    ]);
  });

  it('an address links what is selected', () => {
    open([paragraph('read more')]);
    select('more');
    paste('https://t.me/channel/15');
    expect(body()).toEqual([
      { type: 'paragraph', text: [{ text: 'read ' }, { text: 'more', href: 'https://t.me/channel/15' }] },
    ]);
  });

  it('text from elsewhere flows into the line, or comes as blocks', () => {
    open([paragraph('ac')]);
    editor.commands.setTextSelection(2);
    paste('b', '<div style="font-size: 30px"><span style="font-weight: 700">b</span></div>');
    expect(body()).toEqual([{ type: 'paragraph', text: [{ text: 'a' }, { text: 'b', strong: true }, { text: 'c' }] }]);
    editor.commands.setTextSelection(editor.state.doc.content.size);
    press('Enter');
    paste('', '<h2>Head</h2><ul><li>one</li></ul><p>end</p>');
    expect(body().map((block) => block.type)).toEqual(['paragraph', 'heading', 'list', 'paragraph']);
  });

  it('from Telegram Desktop, which copies plain text, makes a paragraph of each line', () => {
    open();
    paste(readFileSync(join(import.meta.dirname, 'paste/fixtures/telegram-desktop.txt'), 'utf8'));
    expect(line()).toEqual([
      'Дорога закрыта',
      'Трасса М4 закрыта до утра.',
      'Объезд — через Дилижан (https://t.me/roads/15)',
    ]);
  });

  it('into a cell is one line', () => {
    open([{ type: 'table', header: items('a', 'b'), rows: [] }]);
    select('b');
    paste('', '<p>one</p><ul><li>two</li></ul>');
    expect(body()).toMatchObject([{ header: items('a', 'one two') }]);
  });

  it('what was cut here comes back whole', () => {
    const story: Block[] = [
      { type: 'quote', text: [{ text: 'q' }], attribution: 'w' },
      {
        type: 'gallery',
        pictures: ['a'.repeat(20), 'b'.repeat(20)],
        words: { ['b'.repeat(20)]: { caption: 'B & "b"' } },
      },
      { type: 'table', header: items('a', 'b'), rows: [[[], [{ text: '1' }]]], numeric: [1] },
      { type: 'embed', provider: 'x', href: 'https://x.com/a/status/1', title: 't' },
      { type: 'figure', picture: 'c'.repeat(20), caption: 'C', alt: 'c' },
      { type: 'divider' },
      paragraph('end'),
    ];
    open(story);
    editor.commands.selectAll();
    const { dom } = editor.view.serializeForClipboard(editor.state.selection.content());
    editor.commands.deleteSelection();
    paste('', dom.innerHTML);
    expect(body()).toEqual(story);
  });
});
