import { copyFileSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { lineOfEntry } from '#newsroom/transfer/json-lines/source-line';
import { uploadPath, uploadsFolder } from '#newsroom/transfer/manage/import-uploads';
import { pictureFetcher } from '#newsroom/transfer/pictures/fetch-picture';
import { importOptions } from '#newsroom/transfer/run/import-options';
import { importSource } from '#newsroom/transfer/run/import-source';
import { openSource } from '#newsroom/transfer/source/open-source';
import type { SourceEntry, SourcePost } from '#newsroom/transfer/source/source-item';
import { database } from '#platform/database';
import type { Door } from '#platform/http-client';

// Exports of a made-up paper, and their import.

export type Entry = Exclude<SourceEntry, { kind: 'problem' }>;

export const SITE: Entry = {
  kind: 'site',
  system: 'A test',
  name: 'Old paper',
  address: 'https://old.example',
  language: 'en',
};

/** A published post, unless something else is said. */
export function post(id: string, said: Partial<SourcePost> = {}): SourcePost {
  return {
    kind: 'post',
    id,
    slug: `story-${id}`,
    title: `Story ${id}`,
    standfirst: `What story ${id} is about`,
    text: { format: 'html', html: `<p>The first words of story ${id}.</p><p>And the last.</p>` },
    status: 'published',
    publishedAt: new Date('2019-03-04T05:06:07Z'),
    authors: [],
    terms: [],
    addresses: [`/2019/03/story-${id}/`, `/?p=${id}`],
    ...said,
  };
}

/** Writes an export as JSON Lines. Returns its path. */
export function exportFile(entries: readonly Entry[]): string {
  const path = join(mkdtempSync(join(tmpdir(), 'news-portal-export-')), 'export.jsonl');
  writeFileSync(path, entries.map((entry) => `${lineOfEntry(entry)}\n`).join(''));
  return path;
}

/** Puts a file where uploads lie, as if it had been one. Returns its name there. */
export function upload(path: string): string {
  mkdirSync(uploadsFolder(), { recursive: true });
  const name = `upload-${Math.random()}`;
  copyFileSync(path, uploadPath(name));
  return name;
}

/** Imports a file. Throws where that is refused. */
export async function importFile(
  path: string,
  { isDryRun = false, options = {}, door }: { isDryRun?: boolean; options?: object; door?: Door } = {},
) {
  const source = await openSource(path);
  if (!source.ok) throw new Error(source.detail);
  const imported = await importSource(database(), {
    ...{ path, source, isDryRun, options: importOptions.parse(options) },
    progress: () => {},
    fetchFile: pictureFetcher(door),
  });
  if (!imported.ok) throw new Error(imported.why);
  return imported;
}
