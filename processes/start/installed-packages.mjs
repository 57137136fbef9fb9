import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Whether a folder's packages are those of its package-lock.json. npm writes node_modules/.package-lock.json last, so
 * that an installation which was cut short does not count.
 */
export function isUpToDate(folder) {
  const done = join(folder, 'node_modules/.package-lock.json');
  return existsSync(done) && statSync(done).mtimeMs >= statSync(join(folder, 'package-lock.json')).mtimeMs;
}

/** Which packages are installed and up to date: 'none', 'production' (those that the portal runs on) or 'all'. */
export function installed(folder) {
  if (!isUpToDate(folder)) return 'none';
  const { devDependencies } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const packages = lastInstalled(folder);
  return Object.keys(devDependencies).every((name) => `node_modules/${name}` in packages) ? 'all' : 'production';
}

/** Whether packages for development were installed last time, up to date or not. */
export function hadDevelopmentPackages(folder) {
  return Object.values(lastInstalled(folder)).some(({ dev, devOptional }) => dev || devOptional);
}

function lastInstalled(folder) {
  const done = join(folder, 'node_modules/.package-lock.json');
  return existsSync(done) ? JSON.parse(readFileSync(done, 'utf8')).packages : {};
}
