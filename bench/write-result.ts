import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';

const RESULTS = join(import.meta.dirname, 'results');

/** Writes a result to bench/results, with the machine and the versions that it was measured on. */
export function writeResult(name: string, result: unknown): void {
  const version = (file: string) =>
    JSON.parse(readFileSync(join(import.meta.dirname, '..', file), 'utf8')).version as string;
  mkdirSync(RESULTS, { recursive: true });
  const about = {
    date: new Date().toISOString(),
    machine: { processors: cpus().length, model: cpus()[0]?.model, memoryGigabytes: Math.round(totalmem() / 2 ** 30) },
    versions: {
      node: process.version,
      next: version('node_modules/next/package.json'),
      portal: version('package.json'),
    },
  };
  writeFileSync(join(RESULTS, `${name}.json`), `${JSON.stringify({ ...about, result }, null, 2)}\n`);
}
