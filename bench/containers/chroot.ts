import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { cpSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** How a command runs in a root folder. */
export type Inside = {
  place: string;
  environment?: Record<string, string>;
  /** User and group, as USER names them; root without it. */
  account?: string;
  /** Folders of this machine by where they are inside. */
  mounts?: Record<string, string>;
  isReadOnly?: boolean;
};

const PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';
const AUTHORITIES = '/etc/ssl/certs/ca-certificates.crt';
const NPM = '/usr/local/lib/node_modules/npm';

const quoted = (text: string) => `'${text.replaceAll("'", "'\\''")}'`;

/**
 * A Debian as the official image of Node has it: made by debootstrap unless it is there; Node is that of processes/node,
 * npm this machine's.
 */
export function makeBase(base: string): void {
  if (!existsSync(join(base, 'bin/sh')))
    execFileSync('debootstrap', ['--variant=minbase', '--include=ca-certificates,libstdc++6', 'bookworm', base], {
      stdio: ['ignore', 'ignore', 'inherit'],
    });
  const binary = resolve(`processes/node/node_modules/node-linux-${process.arch}/bin/node`);
  cpSync(binary, join(base, 'usr/local/bin/node'));
  const cli = execFileSync('sh', ['-c', 'readlink -f "$(command -v npm)"'], { encoding: 'utf8' }).trim();
  cpSync(dirname(dirname(cli)), join(base, NPM), { recursive: true });
  // Whom this machine trusts.
  cpSync(AUTHORITIES, join(base, AUTHORITIES), { dereference: true });
  writeFileSync(join(base, 'usr/local/bin/npm'), `#!/bin/sh\nexec node ${NPM}/bin/npm-cli.js "$@"\n`, { mode: 0o755 });
}

/** The command line that runs a command in a root folder, as the first process of a namespace of its own. */
function commandLine(root: string, inside: Inside, command: string): string[] {
  const { place, environment = {}, account, mounts = {}, isReadOnly = false } = inside;
  const steps = [
    `mount --bind ${root} ${root}`,
    ...Object.entries(mounts).map(([target, source]) => `mount --bind ${source} ${root}${target}`),
    ...(isReadOnly ? [`mount -o remount,bind,ro ${root}`] : []),
    `mount -t proc proc ${root}/proc`,
    `mount --rbind /dev ${root}/dev`,
    `mount -t tmpfs -o mode=1777 tmp ${root}/tmp`,
  ];
  const variables = Object.entries({
    PATH,
    NODE_EXTRA_CA_CERTS: AUTHORITIES,
    HOME: account ? '/tmp' : '/root',
    ...environment,
  });
  const set = variables.map(([name, value]) => quoted(`${name}=${value}`)).join(' ');
  const [user, group = user] = account?.split(':') ?? [];
  const as = user ? `setpriv --reuid=${user} --regid=${group} --clear-groups --no-new-privs --bounding-set=-all ` : '';
  const inner = `cd ${place} && exec ${as}${command}`;
  const last = `exec env --ignore-environment ${set} chroot ${root} sh -c ${quoted(inner)}`;
  const spaces = ['--mount', '--propagation=private', '--pid', '--fork', '--kill-child'];
  return [...spaces, 'sh', '-ec', [...steps, last].join('\n')];
}

/** Runs a command to its end. Throws where it fails. */
export function runInside(root: string, inside: Inside, command: string): void {
  const { status } = spawnSync('unshare', commandLine(root, inside, command), {
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  if (status !== 0) throw new Error(`${command} ended with ${status}`);
}

export type Running = {
  output(): string;
  /** A command in the same namespaces, as the same account: its exit code. */
  execute(command: string): number | null;
  /** A signal to the first process. */
  signal(signal: NodeJS.Signals): void;
  /** The exit code, once it has ended. */
  ended: Promise<number | null>;
};

/** Starts a command, which is then the first process inside. */
export async function startInside(root: string, inside: Inside, command: string): Promise<Running> {
  const child = spawn('unshare', commandLine(root, inside, command), { stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
  const ended = new Promise<number | null>((done) => child.once('exit', done));
  const first = await firstProcess(child);
  const [user, group = user] = inside.account?.split(':') ?? [];
  return {
    output: () => output,
    execute: (line) => {
      const as = ['setpriv', `--reuid=${user}`, `--regid=${group}`, '--clear-groups', '--no-new-privs'];
      const variables = Object.entries({ PATH, HOME: '/tmp', ...inside.environment }).map((pair) => pair.join('='));
      const enter = ['--target', String(first), '--mount', '--pid', `--root`, `--wd`];
      const all = [...enter, 'env', '--ignore-environment', ...variables, ...as, 'sh', '-c', line];
      return spawnSync('nsenter', all, { stdio: ['ignore', 'ignore', 'ignore'] }).status;
    },
    signal: (signal) => process.kill(first, signal),
    ended,
  };
}

async function firstProcess({ pid }: ChildProcess): Promise<number> {
  for (let waited = 0; waited < 5_000; waited += 20) {
    const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim();
    if (children) return Number(children.split(' ')[0]);
    await sleep(20);
  }
  throw new Error('unshare has started nothing');
}
