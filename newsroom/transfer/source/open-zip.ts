import { basename } from 'node:path';
import { type Entry, openPromise, type ZipFile } from 'yauzl';
import { isSafeName, placesOf, UNPACKED_LIMIT, unpackedLimit } from '#newsroom/transfer/source/archive-limits';
import type { SourceFiles } from '#newsroom/transfer/source/source-files';
import type { SourceRefusal } from '#newsroom/transfer/source/source-item';

const ENTRY_LIMIT = 10_000;
/** What Unix calls a file’s kind, and how it marks a link, in the upper half of the attributes. */
const KIND = 0o170000;
const LINK = 0o120000;
/**
 * A zip archive, read where it lies. Refused as a whole where one entry is unsafe: links, paths that lead out of it,
 * sizes that only a bomb has, passwords.
 */
export async function openZip(path: string): Promise<SourceFiles | SourceRefusal> {
  // yauzl itself refuses paths that are absolute or lead upwards, and ends a stream that is longer than was said.
  const zip = await openPromise(path, { lazyEntries: true, autoClose: false }).catch(() => undefined);
  if (!zip) return { ok: false, why: 'unreadable', detail: `${basename(path)}: no whole zip archive` };
  const entries = await listEntries(zip);
  if (!Array.isArray(entries)) {
    zip.close();
    return entries;
  }
  const byPath = new Map(entries.map((entry) => [entry.fileName, entry]));
  const byName = Map.groupBy(entries, ({ fileName }) => basename(fileName));
  const read = (entry: Entry) => zip.openReadStreamPromise(entry);
  return {
    ok: true,
    names: entries.map(({ fileName }) => fileName),
    open: (name) => {
      const entry = byPath.get(name);
      return entry ? read(entry) : Promise.reject(new Error(`no such entry: ${name}`));
    },
    find: async (name) => {
      const sameName = byName.get(basename(name)) ?? [];
      const place = placesOf(name).find((one) => sameName.some(({ fileName }) => `/${fileName}`.endsWith(`/${one}`)));
      const entry = place && sameName.find(({ fileName }) => `/${fileName}`.endsWith(`/${place}`));
      return entry ? read(entry) : undefined;
    },
    close: () => zip.close(),
  };
}

/** The files of an archive, those nearest to the top first. */
async function listEntries(zip: ZipFile): Promise<Entry[] | SourceRefusal> {
  if (zip.entryCount > ENTRY_LIMIT) return unsafe(`${zip.entryCount} entries`);
  const entries: Entry[] = [];
  let size = 0;
  try {
    for await (const entry of zip.eachEntry()) {
      const trouble = troubleWith(entry);
      if (trouble) return trouble;
      size += entry.uncompressedSize;
      if (size > UNPACKED_LIMIT) return unsafe('too large when unpacked');
      if (isFile(entry)) entries.push(entry);
    }
  } catch (error) {
    return unsafe(error instanceof Error ? error.message.slice(0, 200) : 'broken');
  }
  const depth = ({ fileName }: Entry) => fileName.split('/').length;
  return entries.toSorted((one, other) => depth(one) - depth(other));
}

function troubleWith(entry: Entry): SourceRefusal | undefined {
  const name = entry.fileName.slice(0, 100);
  if (!isSafeName(entry.fileName)) return unsafe(name);
  if (((entry.externalFileAttributes >>> 16) & KIND) === LINK) return unsafe(`${name}: a link`);
  if (entry.uncompressedSize > unpackedLimit(entry.compressedSize)) return unsafe(`${name}: too large when unpacked`);
  if (entry.isEncrypted()) return { ok: false, why: 'unreadable', detail: `${name}: needs a password` };
  return undefined;
}

/** Not a folder, nor what macOS puts beside every file. */
function isFile({ fileName }: Entry): boolean {
  return !fileName.endsWith('/') && !/(^|\/)(__MACOSX\/|\.)/.test(fileName);
}

function unsafe(detail: string): SourceRefusal {
  return { ok: false, why: 'unsafe-archive', detail };
}
