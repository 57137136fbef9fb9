import { getSchema, type JSONContent } from '@tiptap/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { articleBody, type Block, type Span } from '#newsroom/articles/article-body';
import { Embed, Figure, Gallery, Quote } from './blocks.ts';
import { bodyOf, documentOf } from './document.ts';
import { schemaExtensions } from './schema.ts';

const schema = getSchema(schemaExtensions({ Quote, Figure, Gallery, Embed }));

const word = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 8 }).filter((value) => value.trim() !== '');
const href = fc.constantFrom('https://example.org/a', 'mailto:desk@example.org', '/en/post/a-story');
const yes = fc.constant(true as const);
const span = fc.record({ text: word, strong: yes, emphasis: yes, href }, { requiredKeys: ['text'] });
const differ = (one: Span, other: Span) =>
  ['strong', 'emphasis', 'href'].some((key) => one[key as keyof Span] !== other[key as keyof Span]);
const text = fc
  .array(span, { minLength: 1, maxLength: 5 })
  .map((spans) => spans.filter((each, index) => index === 0 || differ(each, spans[index - 1] as Span)));
const picture = fc.string({ unit: fc.constantFrom(...'0123456789abcdef'), minLength: 20, maxLength: 20 });

const table = fc.integer({ min: 1, max: 5 }).chain((width) =>
  fc.record(
    {
      type: fc.constant('table' as const),
      header: fc.array(text, { minLength: width, maxLength: width }),
      rows: fc.array(fc.array(fc.oneof(text, fc.constant([] as [])), { minLength: width, maxLength: width }), {
        maxLength: 4,
      }),
      numeric: fc
        .uniqueArray(fc.integer({ min: 0, max: width - 1 }), { minLength: 1 })
        .map((columns) => columns.sort((one, other) => one - other)),
    },
    { requiredKeys: ['type', 'header', 'rows'] },
  ),
);

const line = word.map((value) => value.trim());
const own = { alt: line, caption: line, credit: line };
const gallery = fc
  .record({
    pictures: fc.array(picture, { minLength: 2, maxLength: 5 }),
    said: fc.array(fc.option(fc.record(own, { requiredKeys: ['caption'] }), { nil: undefined }), {
      minLength: 5,
      maxLength: 5,
    }),
  })
  .map(({ pictures, said }) => {
    const words = Object.fromEntries(pictures.flatMap((id, index) => (said[index] ? [[id, said[index]]] : [])));
    return { type: 'gallery' as const, pictures, ...(Object.keys(words).length > 0 && { words }) };
  });

const block: fc.Arbitrary<Block> = fc.oneof(
  fc.record({ type: fc.constant('paragraph' as const), text }),
  fc.record({ type: fc.constant('heading' as const), level: fc.constantFrom(2 as const, 3 as const), text }),
  fc.record(
    { type: fc.constant('quote' as const), text, attribution: word.map((value) => value.trim()) },
    { requiredKeys: ['type', 'text'] },
  ),
  fc.record({
    type: fc.constant('list' as const),
    ordered: fc.boolean(),
    items: fc.array(text, { minLength: 1, maxLength: 5 }),
  }),
  fc.record({ type: fc.constant('figure' as const), picture, ...own }, { requiredKeys: ['type', 'picture'] }),
  gallery,
  fc.record({
    type: fc.constant('embed' as const),
    provider: fc.constantFrom('youtube' as const, 'x' as const),
    href: fc.webUrl({ validSchemes: ['https'] }),
    title: word.map((value) => value.trim()),
  }),
  table,
  fc.constant({ type: 'divider' as const }),
);

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
          attrs: fc.record({ href: fc.oneof(href, fc.constantFrom('javascript:x', '//e', null), fc.string()) }),
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
const anyWords = fc.oneof(
  fc.record({ alt: fc.anything(), caption: fc.string({ maxLength: 1_200 }), credit: fc.string() }),
  fc.object(),
);
const anyGallery = fc.array(fc.oneof(picture, fc.string()), { maxLength: 120 }).chain((pictures) =>
  fc.record({
    pictures: fc.constant(pictures),
    words: fc.oneof(fc.dictionary(fc.constantFrom('', ...pictures), anyWords), fc.object()),
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
      node('figure', fc.constant([]), fc.record({ picture: fc.oneof(picture, fc.string()), words: anyWords })),
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
  it('is what was stored, through the editor’s own document', () => {
    fc.assert(
      fc.property(fc.array(block, { maxLength: 8 }), (body) => {
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

  it('leaves out what is empty, unknown or unfinished', () => {
    expect(documentOf([{ type: 'unknown' }])).toEqual({ type: 'doc', content: [{ type: 'paragraph' }] });
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
      attrs: { pictures: [two], words: { [two]: { credit: 'Us' }, [one]: { credit: 'Them' } } },
    };
    expect(bodyOf({ type: 'doc', content: [single] })).toEqual([{ type: 'figure', picture: two, credit: 'Us' }]);
  });

  it('names an embed without a title by its address', () => {
    const attrs = { provider: 'x', href: 'https://x.com/a/status/1', title: ' ' };
    expect(bodyOf({ type: 'doc', content: [{ type: 'embed', attrs }] })).toMatchObject([{ title: 'x.com/a/status/1' }]);
  });
});
