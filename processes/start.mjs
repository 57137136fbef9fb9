// The first thing that runs, on whatever Node there is and with nothing installed: installs the packages, then hands
// over to the Node that came with them. Plain JavaScript without imports from npm for that reason.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..');
const program = process.argv.includes('--test')
  ? 'processes/checks/checks.ts'
  : process.argv.includes('--bench')
    ? 'bench/bench.ts'
    : process.argv.includes('--let-in')
      ? 'processes/reset-password.ts'
      : 'processes/supervisor/supervisor.ts';

function fail(line) {
  console.error(`✗ ${line}`);
  process.exit(1);
}

function isInstalled() {
  // npm writes this file last; a newer lock file means that packages have changed since.
  const done = join(ROOT, 'node_modules/.package-lock.json');
  return existsSync(done) && statSync(done).mtimeMs >= statSync(join(ROOT, 'package-lock.json')).mtimeMs;
}

function install() {
  const begun = Date.now();
  console.log('· packages     npm ci, takes about a minute the first time …');
  const npm = process.env.npm_execpath;
  // NODE_ENV=production would leave out what the build needs.
  const environment = { ...process.env, NODE_ENV: '', npm_config_loglevel: 'error' };
  const command = npm?.endsWith('.js') ? [process.execPath, [npm, 'ci']] : ['npm', ['ci']];
  const { status } = spawnSync(command[0], command[1], {
    cwd: ROOT,
    stdio: ['ignore', 'ignore', 'inherit'],
    env: environment,
  });
  if (status !== 0)
    fail(
      'npm could not install the packages (its words are above). Is the npm registry reachable, and the disk writable?',
    );
  console.log(`✓ packages     ${((Date.now() - begun) / 1000).toFixed(1).padStart(5)} s`);
}

/** A Node that runs TypeScript as it stands: the one among the packages, else the present one if it is new enough. */
function newNode() {
  const packaged = join(ROOT, `node_modules/node-${process.platform}-${process.arch}/bin/node`);
  if (existsSync(packaged)) return packaged;
  if (Number(process.versions.node.split('.')[0]) >= 24) return process.execPath;
  return fail(
    `There is no packaged Node for ${process.platform} ${process.arch}. Install Node 24 and start again with it.`,
  );
}

/** npm and the shell between it and us; if they are killed outright, nobody else would stop us. */
function watchParents(lost) {
  if (!process.env.npm_lifecycle_event || process.platform !== 'linux') return;
  const parentOf = (pid) => {
    try {
      return Number(/^PPid:\s+(\d+)$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))[1]);
    } catch {
      return 0;
    }
  };
  // npm runs us through a shell, which on some systems steps aside for us; whoever started npm does not matter.
  const isNpm = (pid) => {
    try {
      return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('npm');
    } catch {
      return false;
    }
  };
  const chain = () => (direct ? process.ppid : [process.ppid, parentOf(process.ppid)].join());
  const direct = isNpm(process.ppid) && !isNpm(parentOf(process.ppid));
  const born = chain();
  setInterval(() => {
    if (chain() !== born) lost();
  }, 1000).unref();
}

if (Number(process.versions.node.split('.')[0]) < 20)
  fail(`Node ${process.versions.node} is too old. Install Node 20 or newer.`);
process.chdir(ROOT);
if (!isInstalled()) install();

const options = ['--disable-warning=ExperimentalWarning', join(ROOT, program), ...process.argv.slice(2)];
const child = spawn(newNode(), options, { stdio: ['inherit', 'inherit', 'inherit', 'ipc'] });
// The channel closes when we die, whatever of: then the child stops too.
child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' || signal === 'SIGTERM' ? 0 : 1)));
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
watchParents(() => child.kill('SIGTERM'));
