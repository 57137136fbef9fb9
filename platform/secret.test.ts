import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';

const PROGRAM = "import('#platform/secret').then(({ authSecret }) => console.log(authSecret()))";
const NODE = [process.execPath, '--disable-warning=ExperimentalWarning', '-e', PROGRAM] as const;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'portal-secret-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const environment = () => {
  const { AUTH_SECRET: _, ...rest } = process.env;
  return { ...rest, DATA_DIR: folder };
};

/** What a process of its own has for a secret. */
function ask(): Promise<string> {
  const [command, ...args] = NODE;
  const child = spawn(command, args, { env: environment(), stdio: ['ignore', 'pipe', 'inherit'] });
  let said = '';
  child.stdout.on('data', (chunk) => (said += chunk));
  return new Promise((resolve) => child.once('exit', () => resolve(said.trim())));
}

it('is made once, whoever needs it first, and is readable by this user only', async () => {
  const secrets = await Promise.all(Array.from({ length: 6 }, ask));
  expect(new Set(secrets).size).toBe(1);
  expect(secrets[0]).toMatch(/^[\w-]{43}$/);
  expect(readdirSync(folder)).toEqual(['secret']);
  expect(statSync(join(folder, 'secret')).mode & 0o777).toBe(0o600);
});

it('is never an empty one: not where the disk is full, nor where a file was left empty', async () => {
  // Nothing can be written, as on a full disk.
  const command = `trap '' XFSZ; ulimit -f 0; exec "$0" "$@"`;
  const { status, stderr } = spawnSync('bash', ['-c', command, ...NODE], { env: environment(), encoding: 'utf8' });
  expect([status, stderr]).toEqual([1, expect.stringContaining('EFBIG')]);
  expect(readdirSync(folder)).toEqual([]);
  writeFileSync(join(folder, 'secret'), '');
  const secret = await ask();
  expect(secret).toMatch(/^[\w-]{43}$/);
  expect(await ask()).toBe(secret);
});
