import { createHash } from 'node:crypto';
import {
  copyFileSync,
  cpSync,
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
} from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { printStep } from './output.mjs';

const FOLDER = '.releases';

/** What the portal runs on, in a checkout. release.test.ts compares it with what is in git. */
export const SOURCES = [
  ...['app', 'blocks', 'components', 'editor', 'enhance', 'generated', 'i18n', 'messages', 'newsroom', 'platform'],
  ...['prisma', 'processes', 'public', 'server', 'instrumentation.ts', 'next.config.ts', 'package.json'],
  ...['package-lock.json', 'postcss.config.mjs', 'prisma.config.ts', 'tsconfig.json'],
];
const PACKAGES = ['node_modules', 'processes/node/node_modules'];
/** A build makes these: they are of no checkout, and what one had built need not be built again. */
const BUILT = ['.next', 'generated/assets.json', 'public/assets'];
/** Files of all builds of the last month: one folder for all releases. */
const SHARED = 'generated/static';
/** Beside those that are in use. */
const KEPT = 2;

/**
 * A copy of a checkout as it is now, with its packages, for the portal to run in: a running portal starts processes
 * anew for years, and a `git pull` or an installation would give it half of another version. The same sources are the
 * same release. Returns its folder; that of the checkout itself where this is none (an image, an archive): there nothing
 * is changed in place.
 */
export function makeRelease(root) {
  if (!existsSync(join(root, '.git'))) return root;
  const begun = performance.now();
  const releases = join(root, FOLDER);
  const files = SOURCES.flatMap((source) => filesBelow(root, source));
  const release = join(releases, idOf(root, files));
  if (!existsSync(release)) {
    const draft = `${release}.${process.pid}`;
    copySources(root, draft, files);
    for (const name of PACKAGES) if (existsSync(join(root, name))) link(join(root, name), join(draft, name));
    for (const name of BUILT)
      if (existsSync(join(root, name)))
        // Next's links to packages are relative: to ours.
        cpSync(join(root, name), join(draft, name), { recursive: true, filter: isNoCache, verbatimSymlinks: true });
    mkdirSync(join(root, SHARED), { recursive: true });
    symlinkSync(relative(dirname(join(release, SHARED)), join(root, SHARED)), join(draft, SHARED));
    take(draft, release);
    printStep('release', begun, relative(root, release));
  }
  utimesSync(release, new Date(), new Date());
  removeOld(releases);
  return release;
}

/** Files of a source, relative to the checkout, without tests and without what is made. */
function filesBelow(root, source) {
  if ([...PACKAGES, ...BUILT, SHARED].includes(source) || /\.test\.tsx?$/.test(source)) return [];
  if (!statSync(join(root, source)).isDirectory()) return [source];
  return readdirSync(join(root, source))
    .sort()
    .flatMap((name) => filesBelow(root, join(source, name)));
}

function idOf(root, files) {
  const hash = createHash('sha256');
  for (const file of files)
    hash
      .update(`${file}\0`)
      .update(readFileSync(join(root, file)))
      .update('\0');
  return hash.digest('hex').slice(0, 12);
}

function copySources(root, draft, files) {
  rmSync(draft, { recursive: true, force: true });
  for (const folder of new Set(files.map(dirname))) mkdirSync(join(draft, folder), { recursive: true });
  for (const file of files) copyFileSync(join(root, file), join(draft, file));
}

/** Hard links: npm removes files and writes new ones, and so leaves these as they are. */
function link(from, to) {
  mkdirSync(to, { recursive: true });
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [old, made] = [join(from, entry.name), join(to, entry.name)];
    if (entry.isDirectory()) link(old, made);
    else if (entry.isSymbolicLink()) symlinkSync(readlinkSync(old), made);
    else linkOrCopy(old, made);
  }
}

function linkOrCopy(from, to) {
  try {
    linkSync(from, to);
  } catch {
    // File systems without hard links.
    copyFileSync(from, to);
  }
}

function isNoCache(path) {
  return !/\/\.next\/(cache|dev)$/.test(path);
}

/** Another start may have been faster. */
function take(draft, release) {
  try {
    renameSync(draft, release);
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    if (!existsSync(release)) throw error;
  }
}

/** Those that nothing runs in, but the last two; and what a killed start has left. */
function removeOld(releases) {
  const byAge = readdirSync(releases)
    .map((name) => ({ folder: join(releases, name), name, time: statSync(join(releases, name)).mtimeMs }))
    .sort((one, other) => other.time - one.time);
  const inUse = foldersInUse();
  const isOwn = (pid) => existsSync(`/proc/${pid}`);
  const drafts = byAge.filter(({ name }) => name.includes('.') && !isOwn(name.split('.')[1]));
  const old = byAge.filter(({ name }) => !name.includes('.')).slice(KEPT);
  for (const { folder } of [...drafts, ...old])
    if (!inUse.some((path) => `${path}/`.startsWith(`${folder}/`))) rmSync(folder, { recursive: true, force: true });
}

/** Where processes run, and where their programs lie. */
function foldersInUse() {
  if (process.platform !== 'linux') return [];
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => ['cwd', 'exe'].flatMap((what) => pathOf(`/proc/${pid}/${what}`)));
}

function pathOf(link) {
  try {
    return [readlinkSync(link)];
  } catch {
    // It has ended, or is somebody else's.
    return [];
  }
}
