import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { gatherBuiltFiles } from '#processes/build/built-files';
import { fingerprintOf } from '#processes/build/fingerprint';
import { runCommand } from '#processes/build/run-command';
import { BUILT_FOLDER } from '#server/http/static-files';

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

/** Builds pages, style sheet and scripts for production unless they are up to date. Returns whether it did. */
export async function buildIfStale(progress: (note: string) => void): Promise<boolean> {
  const pages = fingerprintOf(SOURCES, '.next/made-from');
  // The development server makes assets too, maybe of other sources.
  const isUpToDate =
    !pages.stale && !fingerprintOf(ASSETS, '.next/made-with').stale && existsSync(join(ROOT, BUILT_FOLDER));
  if (isUpToDate) return false;
  const begun = performance.now();
  const timer = setInterval(
    () => progress(`half a minute the first time; ${Math.round((performance.now() - begun) / 1_000)} s so far`),
    1_000,
  );
  try {
    const { makeAssets } = await import('#processes/build/assets');
    await makeAssets();
    await runCommand(['next/dist/bin/next', 'build'], { NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' });
    await gatherBuiltFiles(ROOT);
  } finally {
    clearInterval(timer);
  }
  pages.done();
  fingerprintOf(ASSETS, '.next/made-with').done();
  return true;
}
