import { z } from 'zod';
import type { Language } from '#i18n/languages';
import type { Picture } from '#newsroom/media/picture';

/** Where links in a text may lead: the web, a mail box, or an address of this site. Nothing that runs. */
const href = z
  .string()
  .max(2_000)
  .refine(
    (value) => /^(https?:\/\/[^\s]+|mailto:[^\s]+|\/(?![/\\])[^\s]*)$/i.test(value) && URL.canParse(value, 'https://here.example'),
    'unsafe link',
  );

const pictureId = z.string().regex(/^[0-9a-f]{20}$/);

const span = z.strictObject({
  text: z.string().min(1).max(20_000),
  strong: z.literal(true).optional(),
  emphasis: z.literal(true).optional(),
  href: href.optional(),
});

const text = z.array(span).min(1).max(2_000);

const cell = text.or(z.tuple([]));

export const EMBED_PROVIDERS = ['youtube', 'x', 'telegram', 'instagram', 'facebook'] as const;

const words = z.string().max(1_000).optional();

/** What is said of a picture in this story instead of what the library says; empty is as if it were left out. */
const ownWords = { alt: words, caption: words, credit: words };

const block = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('paragraph'), text }),
  z.strictObject({ type: z.literal('heading'), level: z.union([z.literal(2), z.literal(3)]), text }),
  z.strictObject({ type: z.literal('quote'), text, attribution: z.string().max(300).optional() }),
  z.strictObject({ type: z.literal('list'), ordered: z.boolean(), items: z.array(text).min(1).max(200) }),
  z.strictObject({ type: z.literal('figure'), picture: pictureId, ...ownWords }),
  z
    .strictObject({
      type: z.literal('gallery'),
      pictures: z.array(pictureId).min(2).max(50),
      /** By picture; the pictures stay a list of ids, which is what pictures_in reads. */
      words: z.record(pictureId, z.strictObject(ownWords)).optional(),
    })
    .refine(({ pictures, words = {} }) => Object.keys(words).every((id) => pictures.includes(id)), 'words of a picture that is not there'),
  z.strictObject({
    type: z.literal('embed'),
    provider: z.enum(EMBED_PROVIDERS),
    href: z.url({ protocol: /^https$/ }).max(2_000),
    title: z.string().min(1).max(300),
  }),
  z.strictObject({
    type: z.literal('table'),
    header: z.array(cell).min(1).max(20),
    rows: z.array(z.array(cell).max(20)).max(500),
    /** Columns of numbers, by index: set to the right so that digits line up. */
    numeric: z.array(z.number().int().min(0).max(19)).max(20).optional(),
  }),
  z.strictObject({ type: z.literal('divider') }),
]);

export const articleBody = z.array(block).max(2_000);

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
export type OwnWords = z.infer<z.ZodObject<typeof ownWords>>;
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
export function pictureInStory(picture: Picture, { alt, caption, credit }: OwnWords = {}): Picture {
  return { ...picture, alt: alt || picture.alt, caption: caption || picture.caption, credit: credit || picture.credit };
}

/** What a story says of a picture itself, in the order in which readers meet it. */
export function saidOf({ caption, credit, alt }: OwnWords = {}): string[] {
  return [caption, credit, alt].flatMap((said) => said || []);
}

/** The text of a run of spans without its marks. */
export function plainText(spans: readonly Span[]): string {
  return spans.map((part) => part.text).join('');
}

/** How many words readers find in a body. */
export function countWords(body: ArticleBody, language: Language): number {
  const words = new Intl.Segmenter(language, { granularity: 'word' });
  const count = (spans: readonly Span[]) => [...words.segment(plainText(spans))].filter(({ isWordLike }) => isWordLike).length;
  return body.reduce((sum, part) => {
    if ('text' in part) return sum + count(part.text);
    if (part.type === 'list') return sum + part.items.reduce((inner, item) => inner + count(item), 0);
    if (part.type === 'table') return sum + [part.header, ...part.rows].flat().reduce((inner, cell) => inner + count(cell), 0);
    return sum;
  }, 0);
}
