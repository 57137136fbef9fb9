// The steps of the Containerfile without a container engine: `node bench/container-steps.ts [BASE]`, as root on Debian
// with the package debootstrap. BASE is a folder with a Debian, made if missing. Its commands run in a chroot, as the
// account that it names, with a root that is read-only; docs/containers.md says what an engine would add.
import { chownSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Inside, makeBase, type Running, runInside, startInside } from '#bench/containers/chroot';
import { copyContext, type Instruction, readStages } from '#bench/containers/containerfile';
import { anyPort } from '#processes/supervisor/free-port';

/** What stop_grace_period of docs/containers/compose.yaml gives, milliseconds. */
const GRACE_MS = 60_000;
const DRAIN_SECONDS = 3;

const folder = mkdtempSync(join(tmpdir(), 'news-portal-container-'));
const base = resolve(process.argv[2] ?? join(folder, 'base'));
const roots = { build: join(folder, 'build'), image: join(folder, 'image') };
const volume = join(folder, 'data');

const begun = performance.now();
const say = (line: string) => console.log(`${((performance.now() - begun) / 1_000).toFixed(1).padStart(6)} s  ${line}`);

/** Does the instructions of a stage in a root folder, and answers with what the image is to run with. */
function make(root: string, stage: readonly Instruction[]) {
  cpSync(base, root, { recursive: true, verbatimSymlinks: true });
  cpSync('/etc/resolv.conf', join(root, 'etc/resolv.conf'), { dereference: true });
  const made = { place: '/', account: '', environment: {} as Record<string, string>, command: '', health: '' };
  for (const { word, rest } of stage) {
    if (word === 'WORKDIR') made.place = rest;
    if (word === 'WORKDIR') mkdirSync(join(root, rest), { recursive: true });
    if (word === 'USER') made.account = rest;
    if (word === 'CMD') made.command = asShell(rest);
    if (word === 'HEALTHCHECK') made.health = asShell(rest.slice(rest.indexOf('[')));
    if (word === 'ENV') Object.assign(made.environment, Object.fromEntries([rest.split('=')]));
    if (word === 'COPY' && rest === '. .') copyContext(resolve('.'), join(root, made.place));
    if (word === 'COPY' && rest.startsWith('--from=build ')) {
      const [from = '', to = ''] = rest.split(' ').slice(1);
      mkdirSync(dirname(join(root, to)), { recursive: true });
      cpSync(join(roots.build, from), join(root, to), {
        ...{ recursive: true, verbatimSymlinks: true, preserveTimestamps: true },
      });
    }
    if (word === 'RUN') {
      // An engine keeps this in a cache of its own.
      const cache = join(homedir(), '.npm');
      mkdirSync(cache, { recursive: true });
      mkdirSync(join(root, 'root/.npm'), { recursive: true });
      const mounts = { '/root/.npm': cache };
      runInside(root, { place: made.place, environment: made.environment, mounts }, `sh -c '${rest}'`);
    }
    say(`${word} ${rest.slice(0, 90)}`);
  }
  return made;
}

/** The words of an array as a shell takes them. */
function asShell(array: string): string {
  return (JSON.parse(array) as string[]).map((word) => `'${word}'`).join(' ');
}

async function untilHealthy(running: Running, health: string, limit: number): Promise<number> {
  const from = performance.now();
  let isOver = false;
  void running.ended.then(() => (isOver = true));
  while (running.execute(health) !== 0) {
    if (isOver || performance.now() - from > limit) throw new Error(`not healthy:\n${running.output()}`);
    await sleep(500);
  }
  return performance.now() - from;
}

async function main(): Promise<void> {
  makeBase(base);
  say('base');
  const [build = [], last = []] = readStages(readFileSync('Containerfile', 'utf8'));
  make(roots.build, build);
  const { place, account, environment, command, health } = make(roots.image, last);

  const port = await anyPort();
  const [user = 0, group = 0] = account.split(':').map(Number);
  mkdirSync(volume, { mode: 0o700 });
  chownSync(volume, user, group);
  const inside: Inside = {
    ...{ place, account, isReadOnly: true, mounts: { '/data': volume } },
    environment: { ...environment, PORT: String(port), DRAIN_SECONDS: String(DRAIN_SECONDS) },
  };
  const status = (path: string) => fetch(`http://127.0.0.1:${port}${path}`).then((answer) => answer.status);
  const start = async (what: string) => {
    const running = await startInside(roots.image, inside, command);
    const took = await untilHealthy(running, health, 300_000);
    say(`${what}: healthy after ${(took / 1_000).toFixed(1)} s; /en ${await status('/en')}`);
    return running;
  };

  const first = await start('first start');
  const writes = (path: string) => first.execute(`touch ${path}`) === 0;
  say(
    `writes: checkout ${writes(`${place}/x`)}, /etc ${writes('/etc/x')}, /tmp ${writes('/tmp/x')}, /data ${writes('/data/x')}`,
  );
  say(`--help in it: ${first.execute('node processes/start.mjs --help') === 0}`);

  const other = { ...inside, environment: { ...inside.environment, PORT: String(await anyPort()) } };
  const second = await startInside(roots.image, other, command);
  const refused = await second.ended;
  say(`second container on the volume: ended with ${refused}; ${second.output().trim().split('\n').at(-1)}`);
  if (refused !== 1 || (await status('/en')) !== 200) throw new Error(second.output());

  const stopped = performance.now();
  first.signal('SIGTERM');
  while ((await status('/api/health/ready')) !== 503) await sleep(50);
  const noticed = performance.now() - stopped;
  say(
    `SIGTERM: not ready after ${noticed.toFixed(0)} ms; live ${await status('/api/health/live')}, /en ${await status('/en')}`,
  );
  if (noticed > 1_500) throw new Error('load balancers are told too late');
  const code = await Promise.race([first.ended, sleep(GRACE_MS).then(() => 'not ended')]);
  say(`SIGTERM: ended with ${code} after ${((performance.now() - stopped) / 1_000).toFixed(1)} s`);
  if (code !== 0) throw new Error(first.output());

  for (let round = 1; round <= 3; round++) {
    const running = await start(`start after ${round === 1 ? 'SIGTERM' : 'SIGKILL'}`);
    running.signal('SIGKILL');
    await running.ended;
  }
  const whole = await start('start after SIGKILL');
  whole.signal('SIGTERM');
  say(`ended with ${await whole.ended}`);
}

try {
  await main();
} finally {
  rmSync(folder, { recursive: true, force: true });
}
