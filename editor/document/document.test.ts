import { getSchema, type JSONContent } from '@tiptap/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { articleBody } from '#blocks/body';
import type { Block } from '#blocks/kinds';
import { anyBody, anyHref, anyPictureId } from '#e2e/any-block';
import { bodyOf, documentOf } from './document.ts';
import { DOCUMENT_EXTENSIONS } from './extensions.ts';

const schema = getSchema(DOCUMENT_EXTENSIONS);

const anyText = fc.array(
  fc.record({
    type: fc.constant('text'),
    text: fc.string({ minLength: 1 }),
    marks: fc.uniqueArray(
      fc.oneof(
        fc.constant({ type: 'bold' }),
        fc.constant({ type: 'italic' }),
        fc.record({
          type: fc.constant('link'),
          attrs: fc.record({ href: fc.oneof(anyHref, fc.constantFrom('javascript:x', '//e', null), fc.string()) }),
        }),
      ),
      { maxLength: 3, selector: ({ type }) => type },
    ),
  }),
  { maxLength: 3 },
);
const node = (type: string, content: fc.Arbitrary<JSONContent[]>, attrs: fc.Arbitrary<object> = fc.constant({})) =>
  fc.record({ type: fc.constant(type), attrs, content });
const paragraph = node('paragraph', anyText);
const items = fc.array(
  node(
    'listItem',
    paragraph.map((each) => [each]),
  ),
  { minLength: 1, maxLength: 3 },
);
const cellAttributes = fc.record({
  colspan: fc.integer({ min: 1, max: 30 }),
  rowspan: fc.integer({ min: 1, max: 3 }),
  numeric: fc.boolean(),
});
const row = node(
  'tableRow',
  fc.array(fc.oneof(node('tableHeader', anyText, cellAttributes), node('tableCell', anyText, cellAttributes)), {
    maxLength: 25,
  }),
);
const anyTexts = fc.oneof(
  fc.record({ alt: fc.anything(), caption: fc.string({ maxLength: 1_200 }), credit: fc.string() }),
  fc.object(),
);
const anyGallery = fc.array(fc.oneof(anyPictureId, fc.string()), { maxLength: 120 }).chain((pictures) =>
  fc.record({
    pictures: fc.constant(pictures),
    texts: fc.oneof(fc.dictionary(fc.constantFrom('', ...pictures), anyTexts), fc.object()),
  }),
);
const anyDocument = node(
  'doc',
  fc.array(
    fc.oneof(
      paragraph,
      node('heading', anyText, fc.record({ level: fc.constantFrom(2, 3) })),
      node('quote', anyText, fc.record({ attribution: fc.string({ maxLength: 400 }) })),
      node('bulletList', items),
      node('orderedList', items),
      node('figure', fc.constant([]), fc.record({ picture: fc.oneof(anyPictureId, fc.string()), texts: anyTexts })),
      node('gallery', fc.constant([]), anyGallery),
      node(
        'embed',
        fc.constant([]),
        fc.record({ provider: fc.string(), href: fc.oneof(fc.webUrl(), fc.string()), title: fc.string() }),
      ),
      node('table', fc.array(row, { minLength: 1, maxLength: 3 })),
      fc.constant<JSONContent>({ type: 'horizontalRule' }),
    ),
    { minLength: 1, maxLength: 6 },
  ),
);

describe('a story in the editor', () => {
  it('is what was stored, blocks that nobody knows among it, through the editor’s own document', () => {
    fc.assert(
      fc.property(anyBody, (body) => {
        articleBody.parse(body);
        const opened = schema.nodeFromJSON(documentOf(body));
        opened.check();
        expect(bodyOf(opened.toJSON())).toEqual(body);
      }),
      { numRuns: 300 },
    );
  });

  it('is storable whatever the editor makes of it', () => {
    fc.assert(
      fc.property(anyDocument, (document) => {
        const opened = schema.nodeFromJSON(document);
        opened.check();
        const body = bodyOf(opened.toJSON());
        articleBody.parse(body);
        expect(bodyOf(schema.nodeFromJSON(documentOf(body)).toJSON())).toEqual(body);
      }),
      { numRuns: 300 },
    );
  });

  it('splits what no block may hold', () => {
    const items = Array(201).fill({
      type: 'listItem',
      content: [{ type: 'paragraph', content: [{ type: 'text', text: 'a' }] }],
    });
    const long = { type: 'text', text: 'a'.repeat(20_001) };
    const body = bodyOf({
      type: 'doc',
      content: [
        { type: 'bulletList', content: items },
        { type: 'paragraph', content: [long] },
      ],
    });
    expect(articleBody.parse(body)).toMatchObject([
      { items: { length: 200 } },
      { items: { length: 1 } },
      { text: { length: 2 } },
    ]);
  });

  it('never cuts a character in two where it splits', () => {
    const text = `${'a'.repeat(19_999)}😀b`;
    const body = bodyOf({ type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'text', text }] }] });
    expect(body).toEqual([{ type: 'paragraph', text: [{ text: 'a'.repeat(19_999) }, { text: '😀b' }] }]);
  });

  it('leaves out what is empty or unfinished', () => {
    expect(documentOf([])).toEqual({ type: 'doc', content: [{ type: 'paragraph' }] });
    const empty = ['paragraph', 'heading', 'quote', 'bulletList', 'gallery', 'table', 'figure'].map((type) => ({
      type,
    }));
    expect(bodyOf({ type: 'doc', content: empty })).toEqual([]);
  });

  it('keeps what is said of pictures, and leaves out what is not written', () => {
    const [one, two] = ['a'.repeat(20), 'b'.repeat(20)];
    const stored: Block[] = [
      { type: 'figure', picture: one, caption: 'At dawn', credit: '', alt: 'A lake' },
      { type: 'gallery', pictures: [one, two], words: { [two]: { caption: ' At dusk ', credit: '' }, [one]: {} } },
    ];
    expect(bodyOf(documentOf(stored))).toEqual([
      { type: 'figure', picture: one, caption: 'At dawn', alt: 'A lake' },
      { type: 'gallery', pictures: [one, two], words: { [two]: { caption: 'At dusk' } } },
    ]);
    const single = {
      type: 'gallery',
      attrs: { pictures: [two], texts: { [two]: { credit: 'Us' }, [one]: { credit: 'Them' } } },
    };
    expect(bodyOf({ type: 'doc', content: [single] })).toEqual([{ type: 'figure', picture: two, credit: 'Us' }]);
  });

  it('names an embed without a title by its address', () => {
    const attrs = { provider: 'x', href: 'https://x.com/a/status/1', title: ' ' };
    expect(bodyOf({ type: 'doc', content: [{ type: 'embed', attrs }] })).toMatchObject([{ title: 'x.com/a/status/1' }]);
  });
});
