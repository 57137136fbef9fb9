import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { writableFolder } from '#processes/supervisor/checked-environment';
import { expectedMessage, StartupError } from '#processes/supervisor/startup-error';

/** Where mounting is not possible, the test below says the same of the error alone. */
const canMount = spawnSync('unshare', ['--mount', 'true']).status === 0;

const folder = mkdtempSync(join(tmpdir(), 'news-portal-data-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function refusal(path: string): string {
  try {
    writableFolder(path);
    return '';
  } catch (error) {
    expect(error).toBeInstanceOf(StartupError);
    return (error as Error).message;
  }
}

function asNobody<T>(work: () => T): T {
  process.seteuid?.(65_534);
  try {
    return work();
  } finally {
    process.seteuid?.(0);
  }
}

it('a disk that fills up during a start is a sentence too', () => {
  const full = Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' });
  expect(expectedMessage(full)).toBe('The disk is full. Free some space, then start again.');
  expect(expectedMessage(new Error('x', { cause: full }))).toContain('disk is full');
  expect(expectedMessage(new Error('x'))).toBeUndefined();
});

describe('a data folder', () => {
  it('is made with those above it, and left as it is where it is there', () => {
    const path = join(folder, 'a/b/c');
    expect([writableFolder(path), writableFolder(path)]).toEqual([path, path]);
    expect(readdirSync(path)).toEqual([]);
  });

  it('that cannot be written is refused with a sentence, at once', () => {
    writeFileSync(join(folder, 'file'), '');
    symlinkSync(join(folder, 'nowhere', 'else'), join(folder, 'link'));
    const paths = [
      join(folder, 'file'),
      join(folder, 'file/data'),
      join(folder, 'link'),
      join(folder, 'x'.repeat(300)),
    ];
    if (process.platform === 'linux') paths.push('/proc/nowhere', '/proc/nowhere/data', '/sys/nowhere');
    for (const path of paths)
      expect(refusal(path)).toMatch(/^Cannot write to .* \(E[A-Z]+\)\. Make it writable.*DATA_DIR/);
  });

  it.runIf(canMount)('on a disk that is full is refused with a sentence', () => {
    const path = join(folder, 'full');
    mkdirSync(path);
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', path]);
    try {
      writeFileSync(join(path, 'filler'), Buffer.alloc(1_048_576 - 8_192));
      expect(refusal(path)).toBe(`The disk that ${path} lies on is full. Free some space, then start again.`);
      expect(readdirSync(path)).toEqual(['filler']);
    } finally {
      execFileSync('umount', [path]);
    }
  });

  it.runIf(process.getuid?.() === 0)('with something in it that another account has made is refused', () => {
    const path = join(folder, 'of-root');
    mkdirSync(path);
    for (const open of [folder, path]) chmodSync(open, 0o777);
    const entries = { secret: 0o600, 'postgres.log': 0o644, 'portal.pid': 0o644 };
    for (const [entry, mode] of Object.entries(entries)) {
      writeFileSync(join(path, entry), '', { mode });
      expect(refusal(path)).toBe('');
      expect(asNobody(() => refusal(path))).toContain(`Cannot write to ${join(path, entry)} (EACCES)`);
      rmSync(join(path, entry));
    }
    mkdirSync(join(path, 'pages'), { mode: 0o755 });
    expect(asNobody(() => refusal(path))).toContain(`Cannot write to ${join(path, 'pages')} (EACCES)`);
  });
});
