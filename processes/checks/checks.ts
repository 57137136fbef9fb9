// `npm test`: every check there is, in the order in which they fail fastest.
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { buildIfStale } from '#processes/build/build';
import { regenerateClient } from '#processes/build/database-client';
import { browserOrInstall } from '#processes/checks/find-browser';
import { step } from '#processes/supervisor/steps';

const ROOT = join(import.meta.dirname, '../..');
const reports = mkdtempSync(join(tmpdir(), 'news-portal-reports-'));
const VITEST = join(reports, 'vitest.json');
const PLAYWRIGHT = join(reports, 'playwright.json');

let running: ChildProcess | undefined;
let failures = 0;

/** Runs one of the packages' commands with its own output shown. */
function run(command: string, args: string[], environment: Record<string, string> = {}): Promise<void> {
  console.log(`\n▸ ${command} ${args.join(' ')}`);
  return new Promise((resolve) => {
    const bin = join(ROOT, 'node_modules/.bin');
    const env = {
      ...process.env,
      ...environment,
      PATH: `${dirname(process.execPath)}:${bin}:${process.env.PATH}`,
      NEXT_TELEMETRY_DISABLED: '1',
    };
    const child = spawn(join(bin, command), args, { cwd: ROOT, env, stdio: ['ignore', 'inherit', 'inherit'] });
    running = child;
    child.on('exit', (code) => {
      if (code !== 0) failures++;
      resolve();
    });
  });
}

/** Tests passed and failed, as the runners counted them. */
function tally(): { passed: number; failed: number } {
  const total = { passed: 0, failed: 0 };
  if (existsSync(VITEST)) {
    const { numPassedTests, numFailedTests, numFailedTestSuites } = JSON.parse(readFileSync(VITEST, 'utf8'));
    total.passed += numPassedTests;
    total.failed += numFailedTests || numFailedTestSuites;
  }
  if (existsSync(PLAYWRIGHT)) {
    const { stats, errors } = JSON.parse(readFileSync(PLAYWRIGHT, 'utf8'));
    total.passed += stats.expected;
    total.failed += stats.unexpected + stats.flaky + errors.length;
  }
  return total;
}

/** The portal runs on the database client that is in git: it must be what prisma/schema makes. */
async function checkClient(): Promise<void> {
  if (!(await regenerateClient())) return;
  throw new Error('generated/prisma was out of date and has been generated anew. Commit it, then run the tests again.');
}

async function main(): Promise<void> {
  const begun = performance.now();
  await step('client', checkClient, () => 'as in git');
  // The build makes the style sheet, the script and the types of addresses that the checks after it read.
  await step('build', buildIfStale, (built) => (built ? '' : 'up to date'));
  await run('tsc', ['--noEmit']);
  await run('biome', ['ci', '--colors=off']);
  await run('knip', []);
  await run('vitest', ['run', '--no-color', '--reporter=dot', '--reporter=json', `--outputFile.json=${VITEST}`]);
  const browser = await step(
    'browser',
    async () => browserOrInstall(),
    (path) => path,
  );
  await run('playwright', ['test', '--reporter=dot,json'], {
    CHROMIUM: browser,
    PLAYWRIGHT_JSON_OUTPUT_NAME: PLAYWRIGHT,
  });
  const { passed, failed } = tally();
  const outcome = failures === 0 ? '✓ all checks passed' : '✗ checks failed';
  console.log(`\n${outcome} after ${((performance.now() - begun) / 1_000).toFixed(0)} s\n`);
  console.log(`${passed} passed, ${failed} failed`);
  if (failures > 0 || failed > 0) process.exitCode = 1;
}

/** Lets the test runner stop what it has started, for 20 seconds at most. Ctrl-C is what it understands. */
function stop(): void {
  const leave = () => {
    rmSync(reports, { recursive: true, force: true });
    process.exit(1);
  };
  if (!running || running.exitCode !== null) leave();
  running?.once('exit', leave);
  running?.kill('SIGINT');
  setTimeout(leave, 20_000);
}
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);
process.on('disconnect', stop);

try {
  await main();
} catch (error) {
  console.error(`✗ ${(error as Error).message}`);
  process.exitCode = 1;
} finally {
  rmSync(reports, { recursive: true, force: true });
  // Closing the channel ourselves is not the loss of a parent, and must not end in `stop` and its exit code 1.
  process.off('disconnect', stop);
  process.disconnect?.();
}
