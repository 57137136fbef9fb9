import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { readJsonLines } from '#newsroom/transfer/json-lines/read-json-lines';
import { entryOfLine } from '#newsroom/transfer/json-lines/source-line';
import type { SourceEntry, SourceRefusal } from '#newsroom/transfer/source-item';

/** An export that can be read. */
export type OpenedSource = {
  ok: true;
  /** Name of the reader. */
  format: string;
  /** All that is in it, from the beginning with each call. */
  entries(): AsyncGenerator<SourceEntry>;
  /** A file of the archive; undefined where there is none of that name. */
  file(name: string): Promise<Readable | undefined>;
};

/** How far the first line may reach, bytes. */
const FIRST_LINE = 65_536;

/** Looks at a file and says how it is read. Refuses by value what is no export. */
export async function openSource(path: string): Promise<OpenedSource | SourceRefusal> {
  const found = await stat(path).catch(() => undefined);
  if (!found?.isFile()) return { ok: false, why: 'unreadable', detail: `${path} is no file that can be read` };
  const first = (await beginningOf(path)).split('\n', 1)[0] ?? '';
  if (entryOfLine(first.replace(/^\uFEFF/, ''))?.kind !== 'site')
    return { ok: false, why: 'unknown-format', detail: `${path} does not begin with a line about a site` };
  return { ok: true, format: 'json-lines', entries: () => readJsonLines(path), file: async () => undefined };
}

async function beginningOf(path: string): Promise<string> {
  let text = '';
  for await (const chunk of createReadStream(path, { encoding: 'utf8', end: FIRST_LINE })) text += chunk as string;
  return text;
}
