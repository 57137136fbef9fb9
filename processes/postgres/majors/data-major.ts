import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packagedVersion } from '#processes/postgres/postgres-programs';

/** The major version of PostgreSQL that a data folder is of; undefined where there is no data. */
export function dataMajor(data: string): number | undefined {
  const file = join(data, 'PG_VERSION');
  return existsSync(file) ? Number.parseInt(readFileSync(file, 'utf8'), 10) : undefined;
}

/** The major version of PostgreSQL in the packages. */
export function packagedMajor(): number {
  return Number.parseInt(packagedVersion(), 10);
}
