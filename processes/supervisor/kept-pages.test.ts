import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { keepLanguages, readKeptLanguages } from '#processes/supervisor/kept-pages';

it('keeps the languages before where there is no room for others', () => {
  const folder = mkdtempSync(join(tmpdir(), 'portal-kept-'));
  keepLanguages(folder, 'en,ru');
  const program = `import('#processes/supervisor/kept-pages').then(({ keepLanguages }) => keepLanguages(${JSON.stringify(folder)}, 'hy'))`;
  // Nothing can be written, as on a full disk.
  const command = `trap '' XFSZ; ulimit -f 0; exec "$0" --disable-warning=ExperimentalWarning -e "$1"`;
  const { status } = spawnSync('bash', ['-c', command, process.execPath, program]);
  expect(status).toBe(0);
  expect(readKeptLanguages(folder)).toBe('en,ru');
  expect(readdirSync(folder)).toHaveLength(1);
  keepLanguages(folder, 'hy');
  expect(readKeptLanguages(folder)).toBe('hy');
  rmSync(folder, { recursive: true });
});
