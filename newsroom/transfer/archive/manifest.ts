import { hash } from 'node:crypto';
import * as z from 'zod';

export const MANIFEST_FILE = 'manifest.json';
export const MEDIA_LIST = 'media.jsonl';

/** Where a table's rows are, a line of JSON each. */
export function tableFile(table: string): string {
  return `tables/${table}.jsonl`;
}

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

const listing = z.strictObject({ lines: z.int().nonnegative(), sha256 });

export const manifest = z.strictObject({
  format: z.literal('news-portal-archive'),
  version: z.literal(1),
  /** The last migration of the database that it was written from. */
  migration: z.string(),
  writtenAt: z.iso.datetime(),
  languages: z.array(z.string()),
  tables: z.record(z.string(), listing),
  media: listing,
  /** Equal for archives of the same content, whenever and wherever they were written. */
  contentHash: sha256,
});

export type Manifest = z.infer<typeof manifest>;
export type Listing = z.infer<typeof listing>;

/** What a line of the list of media says: a file below `media/`. */
export const mediaLine = z.strictObject({
  file: z.string().regex(/^[a-z0-9-]+\/[a-z0-9-]+\.[a-z0-9]+$/),
  bytes: z.int().nonnegative(),
  sha256,
});

export function contentHashOf({ tables, media }: Pick<Manifest, 'tables' | 'media'>): string {
  const lines = Object.entries({ ...tables, [MEDIA_LIST]: media }).map(([name, { sha256 }]) => `${name} ${sha256}\n`);
  return hash('sha256', lines.sort().join(''));
}
