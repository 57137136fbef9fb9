import { z } from 'zod';
import { IMPORT_REASONS } from '#newsroom/transfer/run/import-reasons';
import type { SourceEntry } from '#newsroom/transfer/source/source-item';

// The format in which this portal gives its content away and takes content in: a line of JSON for each entry of
// newsroom/transfer/source/source-item.ts, dates as ISO 8601 in UTC. docs/import.md promises it.

const id = z.string().min(1).max(500);
const text = z.string();
const addresses = z.array(z.string().min(1).max(4_000)).max(1_000);
const time = z.iso.datetime({ offset: true }).transform((written) => new Date(written));

const site = z.strictObject({
  kind: z.literal('site'),
  system: text,
  name: text,
  address: text,
  language: text.optional(),
  timeZone: text.optional(),
});

const author = z.strictObject({
  kind: z.literal('author'),
  id,
  slug: text,
  name: text,
  biography: text.optional(),
  picture: text.optional(),
  addresses,
});

const term = z.strictObject({
  kind: z.literal('term'),
  id,
  taxonomy: z.enum(['category', 'tag']),
  slug: text,
  name: text,
  description: text.optional(),
  parent: id.optional(),
  language: text.optional(),
  translationGroup: id.optional(),
  addresses,
});

const media = z.strictObject({
  kind: z.literal('media'),
  id,
  address: text,
  file: text.optional(),
  alt: text.optional(),
  caption: text.optional(),
  credit: text.optional(),
  title: text.optional(),
  parent: id.optional(),
  place: z.int().min(-1_000_000_000).max(1_000_000_000).optional(),
  addresses,
});

const sourceText = z.discriminatedUnion('format', [
  z.strictObject({
    format: z.literal('html'),
    html: text,
    isLoose: z.boolean().optional(),
    isWordPress: z.boolean().optional(),
    beside: text.optional(),
  }),
  z.strictObject({ format: z.literal('blocks'), blocks: z.array(z.unknown()) }),
]);

const post = z.strictObject({
  kind: z.enum(['post', 'page']),
  id,
  type: text.optional(),
  slug: text,
  title: text,
  standfirst: text,
  text: sourceText,
  status: z.enum(['published', 'scheduled', 'draft', 'in-review', 'private', 'password', 'trash']),
  audience: z.enum(['members', 'paying', 'mail']).optional(),
  publishedAt: time.optional(),
  changedAt: time.optional(),
  language: text.optional(),
  translationGroup: id.optional(),
  translations: z.array(id).max(1_000).optional(),
  authors: z.array(id).max(1_000),
  terms: z.array(id).max(1_000),
  lead: text.optional(),
  leadAlt: text.optional(),
  leadCaption: text.optional(),
  searchTitle: text.optional(),
  searchDescription: text.optional(),
  isSticky: z.boolean().optional(),
  format: z.enum(['video', 'gallery', 'interview', 'opinion']).optional(),
  addresses,
});

const other = z.strictObject({
  kind: z.literal('other'),
  id,
  type: text,
  title: text,
  count: z.int().nonnegative().optional(),
  why: z.enum(IMPORT_REASONS).optional(),
});

const line = z.discriminatedUnion('kind', [site, author, term, media, post, other]);

/** The entry that a line has; undefined for what is no JSON, has an unknown key, or a value that is none. */
export function entryOfLine(written: string): Exclude<SourceEntry, { kind: 'problem' }> | undefined {
  try {
    const parsed = line.safeParse(JSON.parse(written));
    return parsed.success ? (parsed.data as Exclude<SourceEntry, { kind: 'problem' }>) : undefined;
  } catch {
    return undefined;
  }
}

/** An entry as its line, without the line break. entryOfLine reads it. */
export function lineOfEntry(entry: Exclude<SourceEntry, { kind: 'problem' }>): string {
  return JSON.stringify(entry);
}
