import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { isJsonLines, readJsonLines } from '#newsroom/transfer/json-lines/read-json-lines';
import type { SourceEntry, SourceRefusal } from '#newsroom/transfer/source-item';

/** An export of another system, opened. */
export type Source = {
  ok: true;
  format: string;
  /** All that it holds, as a stream, in bounded memory; from the start each time. */
  entries(): AsyncGenerator<SourceEntry>;
  /** A file that the export names, if it came along. */
  file(name: string): Promise<Readable | undefined>;
  close(): void;
};

/** How far the first line may reach, bytes. */
const HEAD = 65_536;

/** Opens an export: for now JSON Lines. Refuses by value what is none. */
export async function openSource(path: string): Promise<Source | SourceRefusal> {
  const found = await stat(path).catch(() => undefined);
  if (!found?.isFile()) return { ok: false, why: 'unreadable', detail: `${path} is no file that can be read` };
  if (!isJsonLines(await headOf(path)))
    return { ok: false, why: 'unknown-format', detail: `${path} does not begin with a line about a site` };
  return {
    ok: true,
    format: 'json-lines',
    entries: () => readJsonLines(createReadStream(path, { encoding: 'utf8' }) as AsyncIterable<string>),
    file: async () => undefined,
    close: () => {},
  };
}

async function headOf(path: string): Promise<string> {
  let text = '';
  for await (const chunk of createReadStream(path, { encoding: 'utf8', end: HEAD })) text += chunk as string;
  return text;
}
