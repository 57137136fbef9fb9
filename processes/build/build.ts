import { createHash } from 'node:crypto';
import { accessSync, constants, existsSync } from 'node:fs';
import { join } from 'node:path';
import { gatherBuiltFiles } from '#processes/build/built-files';
import { fingerprintOf, hashOf } from '#processes/build/fingerprint';
import { runCommand } from '#processes/build/run-command';
import { StartupError } from '#processes/supervisor/startup-error';
import { BUILT_FOLDER } from '#server/http/static-files';

/**
 * What Next makes the ids of server actions from. It would choose another one for each build: a form drawn by one
 * machine, or before a rebuild, would then be refused by the next. Nothing secret is encrypted with it: no action of
 * ours takes values along from where it is made (they are all exported by files of their own).
 */
const ACTION_KEY = createHash('sha256').update('news-portal server actions').digest('base64');

const ROOT = join(import.meta.dirname, '../..');

const SOURCES = [
  'app',
  'blocks',
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
const ASSETS = ['generated/assets.json', 'public/assets'];

/**
 * Builds pages, style sheet and scripts for production unless they are up to date. Returns whether it did. Throws a
 * StartupError where they are not, and this folder cannot be written to.
 */
export async function buildIfStale(progress: (note: string) => void): Promise<boolean> {
  const pages = fingerprintOf(SOURCES, '.next/made-from');
  // The development server makes assets too, maybe of other sources.
  const isUpToDate =
    !pages.stale && !fingerprintOf(ASSETS, '.next/made-with').stale && existsSync(join(ROOT, BUILT_FOLDER));
  if (isUpToDate) return false;
  checkWritable();
  const begun = performance.now();
  const timer = setInterval(
    () => progress(`half a minute the first time; ${Math.round((performance.now() - begun) / 1_000)} s so far`),
    1_000,
  );
  try {
    const { makeAssets } = await import('#processes/build/assets');
    await makeAssets();
    await runCommand(['next/dist/bin/next', 'build'], {
      NODE_ENV: 'production',
      NEXT_TELEMETRY_DISABLED: '1',
      NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: ACTION_KEY,
      BUILD_ID: hashOf(SOURCES).slice(0, 32),
    });
    await gatherBuiltFiles(ROOT);
  } finally {
    clearInterval(timer);
  }
  pages.done();
  fingerprintOf(ASSETS, '.next/made-with').done();
  return true;
}

/** An image's folder, or one that belongs to somebody else. */
function checkWritable(): void {
  try {
    accessSync(ROOT, constants.W_OK);
  } catch (error) {
    throw new StartupError(
      `The pages must be built, and ${ROOT} cannot be written to (${(error as NodeJS.ErrnoException).code}). ` +
        'Run npm start -- --build as the account that owns it; an image is to be built anew.',
    );
  }
}
