import { type ChildProcess, spawn } from 'node:child_process';
import { appendFileSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { readEnvironment } from '#platform/env';
import { type PidLockHolder, pidLockHolder } from '#processes/supervisor/pid-lock';

/** What the release that is made ready says when it is: its folder. */
export type ReleaseReady = { release: string };

const LOG = 'upgrade.log';
const DONE = '✓ upgraded';
const FAILED = '✗ not upgraded';
const LOOK_MS = 300;

let preparing: ChildProcess | undefined;

/** Whether a start finds a portal of another release of this checkout running, which is then to take over ours. */
export function isUpgradable({ folder }: PidLockHolder): boolean {
  const { CHECKOUT } = process.env;
  return Boolean(CHECKOUT && folder?.startsWith(join(CHECKOUT, '/')) && folder !== process.cwd());
}

/** Tells the running portal to upgrade, and shows what it does. Returns the exit code. */
export async function followUpgrade({ pid, port }: PidLockHolder, dataFolder: string): Promise<number> {
  console.log(`The portal is running at http://localhost:${port} (process ${pid}): it is upgraded to this version.`);
  const log = join(dataFolder, LOG);
  rmSync(log, { force: true });
  process.kill(pid, 'SIGHUP');
  for (let shown = 0; ; await sleep(LOOK_MS)) {
    const text = existsSync(log) ? readFileSync(log, 'utf8') : '';
    process.stdout.write(text.slice(shown));
    shown = text.length;
    const outcome = text.trimEnd().split('\n').at(-1) ?? '';
    if (outcome.startsWith(DONE)) return 0;
    if (outcome.startsWith(FAILED)) return 1;
    if (pidLockHolder(dataFolder)?.pid !== pid) {
      console.error('✗ The portal has been stopped meanwhile. Start it again.');
      return 1;
    }
  }
}

/**
 * Has the checkout made ready as a release (processes/upgrade.ts), with its own programs: installed, built, migrated and
 * tried. `take` then gets its folder and returns why it could not be taken, if so. What happens is printed, and in
 * DATA_DIR/upgrade.log.
 */
export async function prepareRelease(take: (release: string) => Promise<string | undefined>): Promise<void> {
  if (preparing) return console.log('· upgrade      is under way already');
  const checkout = String(process.env.CHECKOUT);
  const log = join(readEnvironment().DATA_DIR, LOG);
  const note = (text: string, print = console.log) => {
    print(text.trimEnd());
    appendFileSync(log, `${text.trimEnd()}\n`);
  };
  writeFileSync(log, '');
  const child = spawn(process.execPath, [join(checkout, 'processes/start.mjs'), '--upgrade'], {
    cwd: checkout,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  preparing = child;
  for (const output of [child.stdout, child.stderr]) output?.on('data', (text) => note(String(text)));
  try {
    const release = await releaseOf(child);
    const why = release === undefined ? 'see above' : await take(release);
    if (why === undefined) note(DONE);
    else note(`${FAILED}: ${why}. The version before goes on.`, console.error);
  } catch (error) {
    note(`${FAILED}: ${(error as Error).message}. The version before goes on.`, console.error);
  } finally {
    preparing = undefined;
  }
}

/** Ends what is being made ready. */
export function endPreparing(): void {
  preparing?.kill('SIGTERM');
}

function releaseOf(child: ChildProcess): Promise<string | undefined> {
  return new Promise((resolve, reject) => {
    let release: string | undefined;
    child.on('message', (ready: ReleaseReady) => {
      release = ready.release;
    });
    child.once('error', reject);
    child.once('close', (code) => resolve(code === 0 ? release : undefined));
  });
}
