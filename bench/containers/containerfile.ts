import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export type Instruction = { word: string; rest: string };

/** The stages of a Containerfile, each from its FROM on. */
export function readStages(text: string): Instruction[][] {
  const instructions = text
    .replace(/\\\n\s*/g, '')
    .split('\n')
    .filter((line) => line && !line.startsWith('#'))
    .map((line) => ({ word: line.split(' ', 1)[0] ?? '', rest: line.slice(line.indexOf(' ') + 1) }));
  const begins = instructions.flatMap(({ word }, index) => (word === 'FROM' ? [index] : []));
  return begins.map((begin, index) => instructions.slice(begin, begins[index + 1]));
}

/** Lines of an ignore file that say something. */
function readIgnored(text: string): string[] {
  return text.split('\n').filter((line) => line && !line.startsWith('#'));
}

/** Whether lines of an ignore file name a file: each is a path, or an ending that files in all folders have. */
function isIgnored(name: string, ignored: readonly string[]): boolean {
  return ignored.some((line) =>
    line.startsWith('**/*') ? name.endsWith(line.slice(4)) : name === line || name.startsWith(`${line}/`),
  );
}

/** Copies what `COPY . .` takes: what git knows, without what .containerignore names. */
export function copyContext(root: string, target: string): void {
  const ignored = readIgnored(readFileSync(join(root, '.containerignore'), 'utf8'));
  const listed = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], { cwd: root });
  const names = listed
    .toString('utf8')
    .split('\0')
    .filter((name) => name && !isIgnored(name, ignored) && existsSync(join(root, name)));
  mkdirSync(target, { recursive: true });
  const options = { cwd: root, input: names.join('\0'), maxBuffer: 1e9 };
  const packed = execFileSync('tar', ['--create', '--null', '--files-from=-'], options);
  execFileSync('tar', ['--extract', '--no-same-owner'], { cwd: target, input: packed });
}
