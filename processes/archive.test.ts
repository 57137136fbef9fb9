import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { createSiteSettings, createStory } from '#e2e/test-data';

const folder = mkdtempSync(join(tmpdir(), 'news-portal-archive-command-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function run(args: string[], environment: Record<string, string> = {}) {
  const program = ['--disable-warning=ExperimentalWarning', 'processes/archive.ts', ...args];
  const child = spawn(process.execPath, program, {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [output, said] = ['', ''];
  child.stdout.on('data', (chunk) => (output += String(chunk)));
  child.stderr.on('data', (chunk) => (said += String(chunk)));
  const [code] = (await once(child, 'close')) as [number];
  return { code, last: output.trim().split('\n').at(-1) ?? '', said };
}

it('takes a portal out, into a machine that has never started one, and the hash is the same', async () => {
  await createSiteSettings();
  await createStory({ slugs: { en: 'first', ru: 'pervaya' }, formerSlugs: { en: ['zeroth'] } });
  const archive = join(folder, 'archive');
  const written = await run(['--export', archive, '--json']);
  expect(written).toMatchObject({ code: 0 });
  const elsewhere = { DATA_DIR: join(folder, 'elsewhere'), DATABASE_URL: '' };
  const read = await run(['--import', archive, '--json'], elsewhere);
  expect(read).toEqual({ code: 0, last: written.last, said: '' });
  const again = await run(['--export', join(folder, 'again'), '--json'], elsewhere);
  expect(again).toEqual({ code: 0, last: written.last, said: '' });
  const twice = await run(['--import', archive], elsewhere);
  expect([twice.code, twice.said]).toEqual([1, expect.stringContaining('has content already')]);
  writeFileSync(join(archive, 'tables/tag.jsonl'), '');
  const damaged = await run(['--import', archive], { DATA_DIR: join(folder, 'third'), DATABASE_URL: '' });
  expect([damaged.code, damaged.said]).toEqual([1, expect.stringContaining('damaged')]);
}, 120_000);
