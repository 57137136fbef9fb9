import { type ChildProcess, fork } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { watchAnswers } from '#platform/watch-answers';

let folder: string;
let child: ChildProcess | undefined;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'news-portal-answers-'));
});

afterEach(() => {
  child?.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

/** A process that answers, and does `later` half a second after its start. */
async function start(later: string): Promise<ChildProcess> {
  const file = join(folder, 'child.mjs');
  const own = resolve('platform/watch-answers.ts');
  writeFileSync(
    file,
    `import { answerWhenAsked } from ${JSON.stringify(own)};
     answerWhenAsked();
     process.send('ready');
     setTimeout(() => { ${later} }, 500);`,
  );
  const started = fork(file, { execArgv: ['--disable-warning=ExperimentalWarning'] });
  child = started;
  await new Promise((ready) => started.once('message', ready));
  return started;
}

const OFTEN = { everyMs: 100, missed: 10 };

it('a process in an endless loop is noticed, once', async () => {
  let lost = 0;
  watchAnswers(await start('for (;;);'), () => lost++, OFTEN);
  await sleep(1_000);
  expect(lost).toBe(0);
  await expect.poll(() => lost, { timeout: 10_000 }).toBe(1);
  await sleep(500);
  expect(lost).toBe(1);
});

it('one that is busy for a while is not, nor one that has ended', async () => {
  let lost = 0;
  const busy = 'const begun = Date.now(); while (Date.now() - begun < 400); setTimeout(() => process.exit(), 600)';
  const started = await start(busy);
  watchAnswers(started, () => lost++, { everyMs: 100, missed: 20 });
  await new Promise((ended) => started.once('exit', ended));
  await sleep(2_500);
  expect(lost).toBe(0);
});
