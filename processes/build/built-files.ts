import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { BUILT_FOLDER } from '#server/http/static-files';

/** Pages kept by readers, caches and ourselves go on asking for the files of earlier builds. */
const KEPT_MS = 30 * 86_400_000;
const COMPRESSIBLE = /\.(css|js|json|svg|webmanifest)$/;

const compressBrotli = promisify(brotliCompress);
const compressGzip = promisify(gzip);

/**
 * Puts the files that a build made beside those of the builds before it, compressed once. Files of builds of a month
 * ago go.
 */
export async function gatherBuiltFiles(root: string): Promise<void> {
  const target = join(root, BUILT_FOLDER);
  const now = new Date();
  for (const [from, address] of [
    [join(root, '.next/static'), '_next/static'],
    [join(root, 'public/assets'), 'assets'],
  ] as const) {
    for (const name of filesIn(from)) {
      await gather(join(from, name), join(target, address, name), now);
    }
  }
  for (const name of filesIn(target)) {
    const file = join(target, name);
    if (now.getTime() - statSync(file).mtimeMs > KEPT_MS) rmSync(file);
  }
}

async function gather(from: string, to: string, now: Date): Promise<void> {
  mkdirSync(dirname(to), { recursive: true });
  if (!existsSync(to)) copyFileSync(from, to);
  const made = [to];
  if (COMPRESSIBLE.test(to)) {
    const bytes = readFileSync(from);
    const brotli = await compressBrotli(bytes, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } });
    writeFileSync(`${to}.br`, brotli);
    writeFileSync(`${to}.gz`, await compressGzip(bytes, { level: 9 }));
    made.push(`${to}.br`, `${to}.gz`);
  }
  for (const file of made) utimesSync(file, now, now);
}

function filesIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1));
}
