import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runNpm } from '../../processes/start/npm.mjs';

const PACKAGES = { '@atproto/pds': '0.5.35', '@did-plc/server': '0.0.1' };

/**
 * The server asks for 12, which is to be compiled and ends with Node 24.19 or newer when memory is tidied up; 13 brings
 * its binaries.
 */
const OTHERS = { 'better-sqlite3': '13.2.0' };

/**
 * Installs Bluesky's server from npm into a folder, as far as it is not there; minutes. Returns what versions it is of,
 * or undefined where npm's registry cannot be reached.
 */
export async function installServer(folder: string): Promise<Record<string, string> | undefined> {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ dependencies: PACKAGES, overrides: OTHERS }));
  console.log(`Bluesky’s server is installed from npm into ${folder}: minutes, unless it is there.`);
  const options = [`--prefix=${folder}`, '--ignore-scripts', '--no-audit', '--no-fund'];
  if (!(await runNpm(['install', ...options], folder, new Set()))) return undefined;
  const versionOf = (name: string) =>
    JSON.parse(readFileSync(join(folder, 'node_modules', name, 'package.json'), 'utf8')).version;
  const names = [...Object.keys(PACKAGES), ...Object.keys(OTHERS), '@atproto/lex'];
  return Object.fromEntries(names.map((name) => [name, versionOf(name)]));
}
