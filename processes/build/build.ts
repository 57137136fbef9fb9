import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { gatherBuiltFiles } from '#processes/build/built-files';
import { fingerprintOf } from '#processes/build/fingerprint';
import { StartupError } from '#processes/supervisor/steps';
import { BUILT_FOLDER } from '#server/http/static-files';

const ROOT = join(import.meta.dirname, '../..');
const PRISMA = join(ROOT, 'node_modules/prisma/build/index.js');
const NEXT = join(ROOT, 'node_modules/next/dist/bin/next');

const CLIENT_SOURCES = ['prisma/schema', 'package-lock.json'];
const PAGE_SOURCES = [
  'app',
  'components',
  'editor',
  'enhance',
  'i18n',
  'messages',
  'newsroom',
  'platform',
  'prisma/schema',
  'processes/build/assets.ts',
  'processes/build/built-files.ts',
  'processes/build/language-styles.ts',
  'next.config.ts',
  'postcss.config.mjs',
  'tsconfig.json',
  'package.json',
  'package-lock.json',
];

/** Makes the database client from prisma/schema if that has changed. Must run before anything imports it. */
export async function generateClient(): Promise<void> {
  const client = fingerprintOf(CLIENT_SOURCES, 'generated/prisma.made-from');
  if (!client.stale) return;
  // Generating needs no engine; naming any program keeps the command line from downloading one.
  await run([PRISMA, 'generate'], { PRISMA_SCHEMA_ENGINE_BINARY: process.execPath });
  client.done();
}

/** Whether the pages have been built from these sources, and what they refer to is still there. */
function isBuilt(): boolean {
  // The development server makes assets too, maybe of other sources.
  return (
    !fingerprintOf(PAGE_SOURCES, '.next/made-from').stale &&
    !fingerprintOf(['generated/assets.json', 'public/assets'], '.next/made-with').stale &&
    existsSync(join(ROOT, BUILT_FOLDER))
  );
}

/** Builds pages, style sheet and script for production. Asks no database. */
async function buildPages(): Promise<void> {
  const pages = fingerprintOf(PAGE_SOURCES, '.next/made-from');
  const { makeAssets } = await import('#processes/build/assets');
  await makeAssets();
  await run([NEXT, 'build'], { NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' });
  await gatherBuiltFiles(ROOT);
  pages.done();
  fingerprintOf(['generated/assets.json', 'public/assets'], '.next/made-with').done();
}

/** Builds the pages unless they stand as these sources make them; tells whether it did. */
export async function buildIfStale(progress: (note: string) => void): Promise<boolean> {
  if (isBuilt()) return false;
  progress('takes about half a minute');
  await buildPages();
  return true;
}

let running: ChildProcess | undefined;

/** Ends the command that is being waited for, if any. */
export function endBuild(): void {
  running?.kill('SIGTERM');
}

function run(command: string[], environment: Record<string, string>): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, command, {
      cwd: ROOT,
      env: { ...process.env, ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    running = child;
    let output = '';
    child.stdout.on('data', (chunk) => (output += chunk));
    child.stderr.on('data', (chunk) => (output += chunk));
    child.on('error', reject);
    child.on('exit', (code) => {
      running = undefined;
      if (code === 0) resolve();
      else reject(new StartupError(`${command.slice(1).join(' ')} failed:\n${output.trim()}`));
    });
  });
}
