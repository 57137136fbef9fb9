import fc from 'fast-check';
import type { ArticleBody } from '#blocks/body';
import { type Block, type BlockOf, type BlockType, blockOf } from '#blocks/kinds';
import { haveSameMarks, type Span } from '#blocks/spans';
import type { UnknownBlock } from '#blocks/unknown-block';

// Blocks of every kind for property tests, in the form that the editor leaves them in.

/** PostgreSQL keeps neither characters that are none, nor halves of some. */
const isStorable = (text: string) => !text.includes('\0') && text.isWellFormed();

const word = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 8 })
  .filter((value) => value.trim() !== '' && isStorable(value));
const line = word.map((value) => value.trim());
const yes = fc.constant(true as const);

export const anyHref = fc.constantFrom('https://example.org/a', 'mailto:desk@example.org', '/en/post/a-story');

const lang = fc.constantFrom('fr', 'ar', 'sr-Latn');
const script = fc.constantFrom('super' as const, 'sub' as const);
const span: fc.Arbitrary<Span> = fc.record(
  { text: word, strong: yes, emphasis: yes, strikethrough: yes, script, href: anyHref, lang },
  { requiredKeys: ['text'] },
);
const text = fc
  .array(span, { minLength: 1, maxLength: 5 })
  .map((spans) => spans.filter((each, index) => index === 0 || !haveSameMarks(each, spans[index - 1] as Span)));

export const anyPictureId = fc.string({ unit: fc.constantFrom(...'0123456789abcdef'), minLength: 20, maxLength: 20 });

const pictureTexts = { alt: line, caption: line, credit: line };

const gallery = fc
  .record({
    pictures: fc.array(anyPictureId, { minLength: 2, maxLength: 5 }),
    texts: fc.array(fc.option(fc.record(pictureTexts, { requiredKeys: ['caption'] }), { nil: undefined }), {
      minLength: 5,
      maxLength: 5,
    }),
  })
  .map(({ pictures, texts }) => {
    const words = Object.fromEntries(pictures.flatMap((id, index) => (texts[index] ? [[id, texts[index]]] : [])));
    return { type: 'gallery' as const, pictures, ...(Object.keys(words).length > 0 && { words }) };
  });

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

const items = fc.array(text, { minLength: 1, maxLength: 5 });

const KINDS: { [Type in BlockType]: fc.Arbitrary<BlockOf<Type>> } = {
  paragraph: fc.record({ type: fc.constant('paragraph' as const), text }),
  heading: fc.record({ type: fc.constant('heading' as const), level: fc.constantFrom(2 as const, 3 as const), text }),
  quote: fc.record(
    { type: fc.constant('quote' as const), text, attribution: line },
    { requiredKeys: ['type', 'text'] },
  ),
  list: fc.oneof(
    fc.record({ type: fc.constant('list' as const), ordered: fc.boolean(), items }),
    fc.record({
      type: fc.constant('list' as const),
      ordered: fc.constant(true),
      start: fc.integer({ min: 2, max: 2_030 }),
      items,
    }),
  ),
  figure: fc.record(
    { type: fc.constant('figure' as const), picture: anyPictureId, ...pictureTexts },
    { requiredKeys: ['type', 'picture'] },
  ),
  gallery,
  embed: fc.record({
    type: fc.constant('embed' as const),
    provider: fc.constant('x' as const),
    href: fc.webPath().map((path) => `https://x.com${path}`),
    title: line,
  }),
  table,
  divider: fc.constant({ type: 'divider' as const }),
};

/** A block of any known kind. */
export const anyBlock: fc.Arbitrary<Block> = fc.oneof(...Object.values(KINDS));

/** What a newer version may have stored, and whatever else may lie there by mistake. */
const anyUnknownBlock: fc.Arbitrary<UnknownBlock> = fc
  .oneof(
    fc.record({ type: fc.constantFrom('poll', 'chart', 'unknown', 'constructor'), stored: fc.jsonValue() }),
    fc.record({ type: fc.constantFrom('paragraph', 'heading', 'table'), text: fc.jsonValue(), level: fc.jsonValue() }),
    fc.record({ type: fc.constant('slides'), pictures: fc.array(anyPictureId), text: fc.array(span) }),
    fc.jsonValue(),
  )
  // As it is once it has been stored: -0 is 0.
  .map((value) => JSON.parse(JSON.stringify(value)) as unknown)
  .filter((value) => isStorable(JSON.stringify(value).replaceAll('\\u0000', '\0')) && !blockOf(value))
  .filter((value) => !/\\ud[89a-f]/i.test(JSON.stringify(value)))
  // Prisma leaves out what has this name, which no version has ever given to anything.
  .filter((value) => !JSON.stringify(value).includes('"__proto__":'))
  .map((stored) => ({ type: 'unknown' as const, stored }));

/** Known and unknown blocks in any order. */
export const anyBody: fc.Arbitrary<ArticleBody> = fc.array(fc.oneof(anyBlock, anyUnknownBlock), { maxLength: 8 });
