// The first thing that runs, on Node 20 or newer and with nothing installed: installs what is missing, then runs the
// program that was asked for. Plain JavaScript without packages for that reason.
import { spawn } from 'node:child_process';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readCommand } from './start/command.mjs';
import { installMissing } from './start/install.mjs';
import { fail } from './start/output.mjs';
import { makeRelease } from './start/release.mjs';
import { watchParents } from './start/watch-parents.mjs';

if (Number(process.versions.node.split('.')[0]) < 20)
  fail(`Node ${process.versions.node} is too old. Install Node 20 or newer.`);

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..');
process.chdir(ROOT);
const command = readCommand(process.argv.slice(2));

/** What runs just now: npm, then the program. */
const running = new Set();
let isStopping = false;

function stop(signal) {
  isStopping = true;
  if (running.size === 0) process.exit(1);
  for (const child of running) child.kill(signal);
}
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => stop(signal));
watchParents(() => stop('SIGTERM'));

const node = await installMissing(ROOT, command.needsAllPackages, running);
if (isStopping) process.exit(1);
if (!node) fail('npm could not install the packages; see its message above. Check the network and the disk.');

const folder = command.isPortal ? makeRelease(ROOT) : ROOT;
const isOwnNode = node.startsWith(join(ROOT, 'processes/node/'));

// The channel closes when we end, even by kill -9: then the program stops too.
const options = ['--disable-warning=ExperimentalWarning', ...(command.nodeOptions ?? [])];
const child = spawn(
  isOwnNode ? join(folder, relative(ROOT, node)) : node,
  [...options, join(folder, command.program), ...command.args],
  {
    cwd: folder,
    // A relative one is inside the checkout, whatever folder the portal runs in.
    env:
      folder === ROOT
        ? process.env
        : { ...process.env, DATA_DIR: resolve(process.env.DATA_DIR || '.data'), CHECKOUT: ROOT },
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  },
);
running.add(child);
child.on('message', (message) => process.send?.(message));
child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' || signal === 'SIGTERM' ? 0 : 1)));
