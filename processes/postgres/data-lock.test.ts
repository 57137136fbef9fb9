import { fork } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, it } from 'vitest';
import { lockData } from '#processes/postgres/data-lock';

const newData = (deep = '') => join(mkdtempSync(join(tmpdir(), `lock${deep}-`)), 'postgres');

/** Another process that holds the lock. */
async function holder(data: string) {
  const program = join(mkdtempSync(join(tmpdir(), 'lock-holder-')), 'holder.mjs');
  writeFileSync(
    program,
    `import { lockData } from ${JSON.stringify(resolve('processes/postgres/data-lock.ts'))};
await lockData(process.argv[2], 0); process.send('held'); setInterval(() => {}, 1000);`,
  );
  const child = fork(program, [data], { execArgv: ['--disable-warning=ExperimentalWarning'] });
  await new Promise((held) => child.once('message', held));
  return child;
}

it('keeps a data folder for one process, until that is killed', async () => {
  const data = newData();
  const other = await holder(data);
  await expect(lockData(data, 0)).rejects.toThrow('in use');
  const waiting = lockData(data, 10_000);
  other.kill('SIGKILL');
  (await waiting)();
});

it('is given up', async () => {
  const data = newData();
  (await lockData(data, 0))();
  (await lockData(data, 1_000))();
});

it('gives a folder to one of those that come at once over what a killed process has left', async () => {
  const data = newData();
  const former = await holder(data);
  former.kill('SIGKILL');
  await new Promise((gone) => former.once('exit', gone));
  const outcomes = await Promise.allSettled([1, 2, 3].map(() => lockData(data, 0)));
  expect(outcomes.filter(({ status }) => status === 'fulfilled').length).toBeLessThanOrEqual(1);
  for (const outcome of outcomes) if (outcome.status === 'fulfilled') outcome.value();
});

it('works where the path is longer than that of a socket may be', async () => {
  const data = newData('x'.repeat(120));
  const release = await lockData(data, 0);
  await expect(lockData(data, 0)).rejects.toThrow('in use');
  release();
});
