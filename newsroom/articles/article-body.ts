import * as z from 'zod/mini';
import type { Language } from '#i18n/languages';
import type { Picture } from '#newsroom/media/picture';

// The editor takes these shapes along into the browser, where the whole of zod would be a third of its script; so they
// are said in zod's small form.

const line = (max: number) => z.string().check(z.maxLength(max));
const filled = (max: number) => line(max).check(z.minLength(1));
const some = <Shape extends z.ZodMiniType>(shape: Shape, max: number, min = 0) =>
  z.array(shape).check(z.minLength(min), z.maxLength(max));

/** Where links in a text may lead: the web, a mail box, or an address of this site. Nothing that runs. */
const href = line(2_000).check(
  z.refine(
    (value) =>
      /^(https?:\/\/[^\s]+|mailto:[^\s]+|\/(?![/\\])[^\s]*)$/i.test(value) &&
      URL.canParse(value, 'https://here.example'),
    'unsafe link',
  ),
);

const pictureId = z.string().check(z.regex(/^[0-9a-f]{20}$/));

const span = z.strictObject({
  text: filled(20_000),
  strong: z.optional(z.literal(true)),
  emphasis: z.optional(z.literal(true)),
  href: z.optional(href),
});

const text = some(span, 2_000, 1);

const cell = z.union([text, z.tuple([])]);

export const EMBED_PROVIDERS = ['youtube', 'x', 'telegram', 'instagram', 'facebook'] as const;

/** The longest that one of a picture's own words may be, characters. */
export const PICTURE_TEXT_LENGTH = 1_000;

const words = z.optional(line(PICTURE_TEXT_LENGTH));

/** What is said of a picture in this story instead of what the library says; empty is as if it were left out. */
const pictureTexts = z.strictObject({ alt: words, caption: words, credit: words });

const block = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('paragraph'), text }),
  z.strictObject({ type: z.literal('heading'), level: z.union([z.literal(2), z.literal(3)]), text }),
  z.strictObject({ type: z.literal('quote'), text, attribution: z.optional(line(300)) }),
  z.strictObject({ type: z.literal('list'), ordered: z.boolean(), items: some(text, 200, 1) }),
  z.strictObject({ type: z.literal('figure'), picture: pictureId, ...pictureTexts.shape }),
  z
    .strictObject({
      type: z.literal('gallery'),
      pictures: some(pictureId, 50, 2),
      /** By picture; the pictures stay a list of ids, which is what pictures_in reads. */
      words: z.optional(z.record(pictureId, pictureTexts)),
    })
    .check(
      z.refine(
        ({ pictures, words = {} }) => Object.keys(words).every((id) => pictures.includes(id)),
        'words of a picture that is not there',
      ),
    ),
  z.strictObject({
    type: z.literal('embed'),
    provider: z.enum(EMBED_PROVIDERS),
    href: z.url({ protocol: /^https$/ }).check(z.maxLength(2_000)),
    title: filled(300),
  }),
  z.strictObject({
    type: z.literal('table'),
    header: some(cell, 20, 1),
    rows: some(some(cell, 20), 500),
    /** Columns of numbers, by index: set to the right so that digits line up. */
    numeric: z.optional(some(z.int().check(z.minimum(0), z.maximum(19)), 20)),
  }),
  z.strictObject({ type: z.literal('divider') }),
]);

export const articleBody = some(block, 2_000);

/** Whether a text may link there. */
export function mayLinkTo(address: string): boolean {
  return href.safeParse(address).success;
}

/** A block as it may be stored, or undefined for what is none. */
export function blockOf(candidate: unknown): Block | undefined {
  return block.safeParse(candidate).data;
}

export type Span = z.infer<typeof span>;
export type Text = Span[];
export type Block = z.infer<typeof block>;
export type PictureTexts = z.infer<typeof pictureTexts>;
export type UnknownBlock = { type: 'unknown' };
export type ArticleBody = (Block | UnknownBlock)[];

/**
 * Reads a stored body. A block that this version does not know, or that is not whole, becomes `unknown` and is drawn as
 * nothing: one bad block never costs the reader the story.
 */
export function parseBody(stored: unknown): ArticleBody {
  if (!Array.isArray(stored)) return [];
  return stored.map((candidate) => blockOf(candidate) ?? { type: 'unknown' });
}

/** Ids of all pictures that a body shows, each once, in order of appearance. */
export function picturesIn(body: ArticleBody): string[] {
  const ids = body.flatMap((part) => {
    if (part.type === 'figure') return [part.picture];
    if (part.type === 'gallery') return part.pictures;
    return [];
  });
  return [...new Set(ids)];
}

/** A picture with the words that a story gives it, and the library's where it gives none. */
export function pictureInStory(picture: Picture, { alt, caption, credit }: PictureTexts = {}): Picture {
  return { ...picture, alt: alt || picture.alt, caption: caption || picture.caption, credit: credit || picture.credit };
}

/** What a story says of a picture itself, in the order in which readers meet it. */
export function saidOf({ caption, credit, alt }: PictureTexts = {}): string[] {
  return [caption, credit, alt].flatMap((said) => said || []);
}

/** The text of a run of spans without its marks. */
export function plainText(spans: readonly Span[]): string {
  return spans.map((part) => part.text).join('');
}

/** How many words readers find in a body. */
export function countWords(body: ArticleBody, language: Language): number {
  const words = new Intl.Segmenter(language, { granularity: 'word' });
  const count = (spans: readonly Span[]) =>
    [...words.segment(plainText(spans))].filter(({ isWordLike }) => isWordLike).length;
  return body.reduce((sum, part) => {
    if ('text' in part) return sum + count(part.text);
    if (part.type === 'list') return sum + part.items.reduce((inner, item) => inner + count(item), 0);
    if (part.type === 'table')
      return sum + [part.header, ...part.rows].flat().reduce((inner, cell) => inner + count(cell), 0);
    return sum;
  }, 0);
}
