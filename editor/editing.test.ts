// @vitest-environment jsdom
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Editor } from '@tiptap/core';
import { GapCursor } from '@tiptap/pm/gapcursor';
import type { ResolvedPos } from '@tiptap/pm/model';
import { NodeSelection } from '@tiptap/pm/state';
import { afterEach, describe, expect, it } from 'vitest';
import type { ArticleBody } from '#blocks/body';
import type { Block } from '#blocks/kinds';
import { plainText } from '#blocks/spans';
import type { Language } from '#i18n/languages';
import { bodyOf, documentOf } from './document/document.ts';
import { DOCUMENT_EXTENSIONS } from './document/extensions.ts';
import { BlockKinds } from './extensions/block-kinds.ts';
import { Typography } from './extensions/typography.ts';
import { Paste, type PasteReport } from './paste/paste.ts';
import { ACTIONS, type ActionName, buttonsFor } from './toolbar/actions.ts';
import { takePendingPictures } from './uploads/pending-pictures.ts';
import {
  addPlaceholder,
  removePlaceholder,
  replacePlaceholder,
  UploadPlaceholders,
} from './uploads/upload-placeholders.ts';

let editor: Editor;
/** How often the writer was told that an address was not embedded. */
let notEmbedded = 0;

function open(body: ArticleBody = [], language: Language = 'en'): void {
  notEmbedded = 0;
  editor = new Editor({
    element: document.createElement('div'),
    injectCSS: false,
    enableInputRules: [Typography],
    enablePasteRules: false,
    extensions: [
      ...DOCUMENT_EXTENSIONS,
      Typography.configure({ language }),
      Paste.configure({ language, onNotEmbedded: () => notEmbedded++ }),
      UploadPlaceholders,
      BlockKinds,
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

function act(name: ActionName): void {
  void ACTIONS[name].run(editor, {
    choosePictures: async () => [],
    openLinkPanel: () => {},
    openLanguagePanel: () => {},
  });
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
    act('bullets');
    expect(body()).toEqual([{ type: 'list', ordered: false, items: items('a', 'b', 'c', 'd') }]);
    act('bullets');
    expect(body()).toEqual(['a', 'b', 'c', 'd'].map(paragraph));
  });

  it('let go of the selected items alone, and the cursor stays where it was', () => {
    open([{ type: 'list', ordered: false, items: items('one', 'two', 'three') }]);
    select('wo');
    act('bullets');
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
    act('numbers');
    type('a');
    press('Enter');
    press('Enter');
    type('b');
    expect(body()).toEqual([{ type: 'list', ordered: true, items: items('a') }, paragraph('b')]);
  });

  it('are not made of what is no text', () => {
    open([paragraph('a'), { type: 'divider' }, paragraph('b')]);
    editor.commands.selectAll();
    act('bullets');
    expect(body()).toEqual([paragraph('a'), { type: 'divider' }, paragraph('b')]);
  });
});

describe('a table', () => {
  it('keeps its first row as header, and its numbers with their column', () => {
    open([{ type: 'table', header: items('a', 'b'), rows: [items('c', '1')] }]);
    select('1');
    act('numericColumn');
    act('addRow');
    select('a');
    act('addColumn');
    expect(ACTIONS.removeRow.isPossible?.(editor)).toBe(false);
    expect(body()).toMatchObject([{ header: { length: 3 }, rows: { length: 2 }, numeric: [2] }]);
  });

  it('has no place between its cells to write in', () => {
    open([{ type: 'table', header: items('a', 'b'), rows: [items('c', 'd')] }]);
    // What ProseMirror itself asks before it puts a cursor there.
    const { valid } = GapCursor as unknown as { valid(at: ResolvedPos): boolean };
    const isGap = (position: number) => valid(editor.state.doc.resolve(position));
    const within = [...Array((editor.state.doc.firstChild?.nodeSize ?? 1) - 1).keys()].map((at) => at + 1);
    expect(within.filter(isGap)).toEqual([]);
  });

  it('goes on below with Enter, where need be in a new row', () => {
    open([{ type: 'table', header: items('a', 'b'), rows: [items('c', 'd')] }]);
    select('d');
    press('Enter');
    type('e');
    expect(body()).toMatchObject([{ rows: [items('c', 'd'), [[], [{ text: 'e' }]]] }]);
  });
});

describe('a block that nobody knows', () => {
  const poll: ArticleBody[number] = { type: 'unknown', stored: { type: 'poll', question: 'Rain?', text: [1.5, null] } };

  /** Selects it as a click does. */
  function selectPoll(): void {
    editor.state.doc.forEach((node, start) => {
      if (node.type.name === 'unknownBlock')
        editor.view.dispatch(editor.state.tr.setSelection(NodeSelection.create(editor.state.doc, start)));
    });
  }

  it('stays while its neighbours are written, joined and made other blocks', () => {
    open([paragraph('a'), poll, paragraph('b')]);
    editor.commands.setTextSelection(2);
    type('!');
    act('heading');
    press('Enter');
    editor.commands.selectAll();
    act('bullets');
    act('quote');
    expect(body()).toContainEqual(poll);
    select('b');
    press('Backspace');
    type('c');
    expect(body().slice(-2)).toEqual([poll, { type: 'quote', text: [{ text: 'c' }] }]);
  });

  it('is not written or pasted over while it is selected', () => {
    open([poll, paragraph('b')]);
    selectPoll();
    type('a');
    selectPoll();
    paste('', '<p>pasted</p>');
    expect(body()[0]).toEqual(poll);
    expect(line().join(' ')).toContain('pasted');
  });

  it('is selected by one Backspace and removed by the next, and comes back by undo', () => {
    open([poll, paragraph('b')]);
    editor.commands.setTextSelection(editor.state.doc.child(0).nodeSize + 1);
    press('Backspace');
    expect(body()).toEqual([poll, paragraph('b')]);
    press('Backspace');
    expect(body()).toEqual([paragraph('b')]);
    editor.commands.undo();
    expect(body()).toEqual([poll, paragraph('b')]);
  });

  it('is selected by Delete before it', () => {
    open([paragraph('a'), poll]);
    editor.commands.setTextSelection(2);
    press('Delete');
    expect(body()).toEqual([paragraph('a'), poll]);
    press('Delete');
    expect(body()).toEqual([paragraph('a')]);
  });

  it('is cut and pasted within its text', () => {
    open([poll, paragraph('b')]);
    selectPoll();
    const { dom } = editor.view.serializeForClipboard(editor.state.selection.content());
    editor.commands.deleteSelection();
    editor.commands.setTextSelection(editor.state.doc.content.size);
    paste('', dom.innerHTML);
    expect(body()).toEqual([paragraph('b'), poll]);
  });

  it('does not come in from another text', () => {
    open([poll, paragraph('b')]);
    editor.commands.selectAll();
    const { dom } = editor.view.serializeForClipboard(editor.state.selection.content());
    editor.destroy();
    open([paragraph('mine')]);
    paste('', dom.innerHTML);
    expect(body().map((block) => block.type)).not.toContain('unknown');
    expect(line().join(' ')).toContain('b');
  });
});

describe('the toolbar', () => {
  it('has the buttons of all blocks, and in a table those that it needs', () => {
    open([paragraph('a'), { type: 'table', header: items('b'), rows: [items('c')] }]);
    select('a');
    expect(buttonsFor(editor)).toEqual([
      ['bold', 'italic', 'superscript', 'subscript', 'strikethrough', 'link', 'language'],
      ['heading', 'subheading', 'bullets', 'numbers', 'quote'],
      ['figure', 'gallery', 'table', 'divider'],
      ['undo', 'redo'],
    ]);
    expect(ACTIONS.heading.isPossible?.(editor)).toBe(true);
    select('c');
    expect(buttonsFor(editor)[1]).toEqual([
      'addRow',
      'removeRow',
      'addColumn',
      'removeColumn',
      'numericColumn',
      'removeTable',
    ]);
    expect(ACTIONS.heading.isPossible?.(editor)).toBe(false);
  });
});

describe('the markup of the text', () => {
  it('says of what kind each block is', () => {
    open([
      paragraph('a'),
      { type: 'heading', level: 3, text: [{ text: 'b' }] },
      { type: 'list', ordered: true, items: items('c') },
      { type: 'table', header: items('d'), rows: [] },
      { type: 'unknown', stored: { type: 'poll' } },
    ]);
    const kinds = () =>
      [...editor.view.dom.querySelectorAll<HTMLElement>(':scope > *')].map(({ dataset }) => dataset.kind);
    expect(kinds().slice(0, 5)).toEqual(['paragraph', 'heading 3', 'list', 'table', 'unknown']);
    select('a');
    act('subheading');
    expect(kinds()[0]).toBe('heading 3');
  });
});

describe('a picture that is being uploaded', () => {
  const place = (at: number) => addPlaceholder(editor, { key: 1, at, element: document.createElement('ul') });
  const picture = 'a'.repeat(20);

  it('comes where it was brought, however the text has changed, and leaves the cursor alone', () => {
    open([paragraph('one'), paragraph('two')]);
    place(2);
    editor.commands.insertContentAt(1, 'Twenty-');
    editor.commands.setTextSelection(editor.state.doc.content.size);
    type(' and on');
    replacePlaceholder(editor, 1, picture);
    type('!');
    expect(line()).toEqual(['Twenty-one', 'figure', 'two and on!']);
  });

  it('comes even if all round it has been taken away, once, and is undone by itself', () => {
    open([paragraph('one'), paragraph('two')]);
    place(2);
    editor.commands.selectAll();
    editor.commands.deleteSelection();
    replacePlaceholder(editor, 1, picture);
    replacePlaceholder(editor, 1, picture);
    expect(line()).toEqual(['figure']);
    editor.commands.undo();
    expect(line()).not.toContain('figure');
  });

  it('is no part of the text, and may be given up', () => {
    open([paragraph('one')]);
    place(2);
    expect(line()).toEqual(['one']);
    expect(editor.can().undo()).toBe(false);
    removePlaceholder(editor, 1);
    replacePlaceholder(editor, 1, picture);
    expect(line()).toEqual(['one']);
  });
});

describe('words in another language', () => {
  it('are marked where they are selected, and no further', () => {
    open([paragraph('It is c’est la vie here')]);
    expect(ACTIONS.language.isPossible?.(editor)).toBe(false);
    select('c’est la vie');
    expect(ACTIONS.language.isPossible?.(editor)).toBe(true);
    editor.commands.setMark('language', { lang: 'fr' });
    const marked = [{ text: 'It is ' }, { text: 'c’est la vie', lang: 'fr' }, { text: ' here' }];
    expect(body()).toEqual([{ type: 'paragraph', text: marked }]);
    open(body());
    expect(body()).toEqual([{ type: 'paragraph', text: marked }]);
  });

  it('are not taken over from word processors, which say a language of everything', () => {
    open();
    paste('word', '<p><span lang="EN-US">word</span> <span lang="fr">mot</span></p>');
    expect(body()).toEqual([paragraph('word mot')]);
  });
});

describe('pasting', () => {
  it('an address of a post where nothing is written makes an embed', () => {
    open();
    paste('http://youtu.be/dQw4w9WgXcQ');
    expect(body()).toEqual([
      {
        type: 'embed',
        provider: 'youtube',
        href: 'https://www.youtube.com/watch?v=dQw4w9WgXcQ',
        title: 'www.youtube.com/watch?v=dQw4w9WgXcQ',
      },
    ]);
  });

  it.each([
    ['https://x.com/somebody/status/1395447061336711181/photo/1', 'x', false],
    ['https://vm.tiktok.com/ZMabc123/', undefined, true],
    ['https://news.example/story', undefined, false],
  ])('%s alone is an embed of %s; whether the writer is told that it is none: %s', (address, provider, isTold) => {
    open();
    paste(address);
    expect(body()[0]).toMatchObject(provider ? { type: 'embed', provider } : { type: 'paragraph' });
    expect(notEmbedded).toBe(isTold ? 1 : 0);
  });

  it('an address within a text is a link, and nothing is to be told', () => {
    open([paragraph('See ')]);
    paste('https://vm.tiktok.com/ZMabc123/');
    expect(notEmbedded).toBe(0);
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
      { type: 'list', ordered: true, start: 4, items: items('four', 'five') },
      {
        type: 'paragraph',
        text: [{ text: '10' }, { text: '9', script: 'super' }, { text: 'x' }, { text: '2', script: 'sub' }],
      },
      { type: 'paragraph', text: [{ text: 'gone', strikethrough: true }, { text: ' here' }] },
      paragraph('end'),
    ];
    open(story);
    editor.commands.selectAll();
    const { dom } = editor.view.serializeForClipboard(editor.state.selection.content());
    editor.commands.deleteSelection();
    paste('', dom.innerHTML);
    expect(body()).toEqual(story);
  });

  it('from another editor of this make is read like any other page', () => {
    open();
    paste('', '<p data-pm-slice="1 1 []">10<sup>9</sup></p><ol type="a"><li>x</li></ol>');
    expect(body()).toEqual([
      { type: 'paragraph', text: [{ text: '10' }, { text: '9', script: 'super' }] },
      paragraph('a. x'),
    ]);
  });

  describe('in the middle of a line', () => {
    const openAt = (body: ArticleBody, after: string) => {
      open(body);
      select(after);
      editor.commands.setTextSelection(editor.state.selection.to);
    };

    it.each<[string, ArticleBody]>([
      [
        '<ol start="4"><li>a</li><li>b</li></ol>',
        [paragraph('x'), { type: 'list', ordered: true, start: 4, items: items('a', 'b') }, paragraph('y')],
      ],
      [
        '<blockquote>q<footer>Ani</footer></blockquote>',
        [paragraph('x'), { type: 'quote', text: [{ text: 'q' }], attribution: 'Ani' }, paragraph('y')],
      ],
      ['<ul><li>a</li></ul>', [paragraph('xay')]],
    ])('%s loses neither numbers nor who is quoted', (html, after) => {
      openAt([paragraph('xy')], 'x');
      paste('', html);
      expect(body()).toEqual(after);
    });

    it('of a list, items take its numbers', () => {
      openAt([{ type: 'list', ordered: true, start: 7, items: items('xy') }], 'x');
      paste('', '<ol><li>a</li><li>b</li></ol>');
      expect(body()).toEqual([{ type: 'list', ordered: true, start: 7, items: items('xa', 'by') }]);
    });

    it('of a cell, who is quoted is text', () => {
      openAt([{ type: 'table', header: items('xy', 'b'), rows: [] }], 'xy');
      paste('', '<blockquote>q<footer>Ani</footer></blockquote>');
      expect(body()).toMatchObject([{ header: items('xyq Ani', 'b') }]);
    });
  });

  it('mail that was wrapped makes paragraphs, and an address stays in lines', () => {
    open();
    paste(
      'The road over the pass is closed until Monday, said the ministry on\n' +
        'Friday; lorries wait in the valley, and there are 61 of them in the\nfirst village alone.\n\n' +
        'Ani Petrosyan\n12 Abovyan Street\nGyumri',
    );
    expect(line()).toEqual([
      'The road over the pass is closed until Monday, said the ministry on Friday; lorries wait in the valley, and ' +
        'there are 61 of them in the first village alone.',
      'Ani Petrosyan',
      '12 Abovyan Street',
      'Gyumri',
    ]);
  });

  it('headlines one under another stay so', () => {
    const headlines = [
      'Snow closes the road over the Selim pass for three days',
      'Parliament passes the budget in its third reading at night',
      'Gyumri opens a new market hall',
    ];
    open();
    paste(headlines.join('\n'));
    expect(line()).toEqual(headlines);
  });

  it('plain lines that are numbered make a list that begins where they do; a name with an initial does not', () => {
    open();
    paste('Intro\n4. four\n5. five\n1945. Peace');
    expect(body()).toEqual([
      paragraph('Intro'),
      { type: 'list', ordered: true, start: 4, items: items('four', 'five') },
      paragraph('1945. Peace'),
    ]);
    editor.destroy();
    open();
    paste('V. Petrov said so.');
    expect(line()).toEqual(['V. Petrov said so.']);
  });

  it.each([
    [
      '<iframe src="//www.youtube.com/embed/dQw4w9WgXcQ" allow="x"></iframe>',
      'https://www.youtube.com/watch?v=dQw4w9WgXcQ',
    ],
    [
      '<blockquote class="twitter-tweet"><p>61</p>&mdash; A <a href="https://x.com/a/status/12">May</a></blockquote> ' +
        '<script async src="https://platform.twitter.com/widgets.js"></script>',
      'https://x.com/a/status/12',
    ],
    [
      '<script async src="https://telegram.org/js/telegram-widget.js?22" data-telegram-post="roads/15"></script>',
      'https://t.me/roads/15',
    ],
    [
      '<blockquote class="instagram-media" data-instgrm-permalink="https://www.instagram.com/p/Cabc_12345/"></blockquote>',
      'https://www.instagram.com/p/Cabc_12345/',
    ],
    [
      '<iframe src="https://www.facebook.com/plugins/post.php?href=https%3A%2F%2Fwww.facebook.com%2Fa%2Fposts%2F1"></iframe>',
      'https://www.facebook.com/a/posts/1',
    ],
  ])('code that embeds a post makes an embed: %s', (code, href) => {
    open([paragraph('before')]);
    paste(code);
    expect(body()).toMatchObject([paragraph('before'), { type: 'embed', href }]);
  });

  it('code that embeds what no kind knows is a link', () => {
    open();
    paste('<iframe src="https://maps.example/a"></iframe>');
    expect(body()).toEqual([
      { type: 'paragraph', text: [{ text: 'https://maps.example/a', href: 'https://maps.example/a' }] },
    ]);
  });

  it('markup that embeds nothing is text', () => {
    open();
    paste('<div>a</div>');
    expect(line()).toEqual(['<div>a</div>']);
  });

  describe('what cannot be kept', () => {
    const reports: PasteReport[] = [];
    function listen(): void {
      reports.length = 0;
      editor.on('pasted', (report) => void reports.push(report));
    }
    const named = () => reports.map(({ losses }) => Object.fromEntries(losses));

    it('is reported once with the paste, which one undo takes back and nothing before it', () => {
      open();
      listen();
      type('mine');
      press('Enter');
      paste('', '<p>a <img src="https://a.example/x.png"></p><p>b</p>');
      expect(named()).toEqual([{ picture: 1 }]);
      expect(line()).toEqual(['mine', 'a', 'b']);
      editor.commands.undo();
      expect(line()).toEqual(['mine']);
      type('!');
      expect(reports).toHaveLength(1);
    });

    it('is reported where nothing is left', () => {
      open();
      listen();
      paste('', '<video src="x"></video>');
      expect(named()).toEqual([{ media: 1 }]);
    });

    it('is not made up', () => {
      open();
      listen();
      paste('', '<h2>a</h2><ul><li>b</li></ul><hr><p>10<sup>9</sup></p>');
      paste('plain');
      expect(reports).toEqual([]);
    });

    it('in a cell are blocks; numbers stay', () => {
      open([{ type: 'table', header: items('a', 'b'), rows: [] }]);
      listen();
      select('b');
      paste('', '<ol start="4"><li>c</li><li>d</li></ol><hr><iframe src="https://youtu.be/dQw4w9WgXcQ"></iframe>');
      expect(body()).toMatchObject([{ header: items('a', '4. c 5. d') }]);
      expect(named()).toEqual([{ block: 2 }]);
    });

    it('are not pictures that are in the clipboard: they are taken out until they have been uploaded', () => {
      open([paragraph('one')]);
      listen();
      const data = `data:image/png;base64,${btoa('x'.repeat(400))}`;
      paste('', `<p>a</p><figure><img src="${data}"><figcaption>A bridge</figcaption></figure><p>b</p>`);
      const [{ files = [] } = {}] = reports;
      const [pending] = takePendingPictures(editor, files);
      expect(line()).toEqual(['onea', 'b']);
      expect(pending?.texts).toEqual({ caption: 'A bridge' });
      const element = document.createElement('ul');
      addPlaceholder(editor, { key: 7, at: pending?.at ?? 0, element, texts: pending?.texts ?? {} });
      replacePlaceholder(editor, 7, 'a'.repeat(20));
      expect(body()).toEqual([
        paragraph('onea'),
        { type: 'figure', picture: 'a'.repeat(20), caption: 'A bridge' },
        paragraph('b'),
      ]);
      editor.commands.undo();
      editor.commands.undo();
      expect(line()).toEqual(['one']);
    });
  });
});
