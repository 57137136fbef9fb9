import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const ROOT = join(import.meta.dirname, '../..');

function filesBelow(path: string): string[] {
  if (!existsSync(path)) return [];
  // What is tested is not built.
  if (statSync(path).isFile()) return /\.test\.tsx?$/.test(path) ? [] : [path];
  return readdirSync(path)
    .sort()
    .flatMap((name) => filesBelow(join(path, name)));
}

/** A hash of the names and contents of files and folders. Paths are relative to the checkout. */
export function hashOf(sources: readonly string[]): string {
  const hash = createHash('sha256');
  for (const file of sources.flatMap((source) => filesBelow(join(ROOT, source)))) {
    hash.update(file.slice(ROOT.length)).update('\0').update(readFileSync(file)).update('\0');
  }
  return hash.digest('hex');
}

/**
 * Whether something was made from other sources than these, or never; `done` notes that it now is. Paths are relative
 * to the checkout.
 */
export function fingerprintOf(sources: readonly string[], stampFile: string): { stale: boolean; done(): void } {
  const fingerprint = hashOf(sources);
  const stamp = join(ROOT, stampFile);
  return {
    stale: !existsSync(stamp) || readFileSync(stamp, 'utf8') !== fingerprint,
    done() {
      mkdirSync(dirname(stamp), { recursive: true });
      writeFileSync(stamp, fingerprint);
    },
  };
}
