import { rm } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { ImportOptions } from '#newsroom/transfer/run/import-options';
import { crawlFinishedAt } from '#newsroom/transfer/site/crawl-file';
import { type FetchTrouble, fetchSource, parseSiteAddress } from '#newsroom/transfer/site/fetch-source';
import { fingerprintOf } from '#newsroom/transfer/source/fingerprint';
import { readEnvironment } from '#platform/env';
import { isPublicHost } from '#platform/ip-address';
import { progressNote } from '#processes/import/progress-note';
import { StartupError } from '#processes/supervisor/startup-error';
import { step } from '#processes/supervisor/steps';

/** The import after a dry run takes the pages that this has fetched; a day later they are fetched anew. Milliseconds. */
const FRESH_MS = 86_400_000;

/** The address that `--import` names; undefined where it names a file. */
export function addressOf(given: string): string | undefined {
  if (!/^https?:\/\//i.test(given)) return undefined;
  const address = parseSiteAddress(given);
  if (!address) throw new StartupError(`${given} is no address that can be imported.`);
  if (!isPublicHost(address)) throw new StartupError(TROUBLES['not-public']);
  return address;
}

/**
 * Fetches a feed or site into a file of DATA_DIR/imports and returns its path. Cut short, the same command goes on with
 * the next page. Throws a StartupError where it cannot be fetched.
 */
export async function fetchAddress(address: string, { pages }: ImportOptions): Promise<string> {
  const name = `address-${fingerprintOf(address)}`;
  const path = resolve(readEnvironment().DATA_DIR, 'imports', name);
  const finished = await crawlFinishedAt(path);
  if (finished && Date.now() - finished.getTime() > FRESH_MS) await rm(path);
  const begun = performance.now();
  await step(
    'fetch',
    async (progress) => {
      const trouble = await fetchSource({
        ...{ address, path, pages },
        progress: (done, total) => progress(progressNote(done, total, (performance.now() - begun) / 1_000)),
      });
      if (trouble) throw new StartupError(TROUBLES[trouble]);
    },
    () => address,
  );
  return path;
}

const TROUBLES: Record<FetchTrouble, string> = {
  'not-public': 'This address is not on the internet.',
  'site-unreachable':
    'The site does not answer, or only with errors. The same command goes on with the next page later.',
  'site-gone': 'There is nothing at this address.',
  'site-too-large': 'What is at this address is too large to be read.',
  'robots-forbid': 'The site’s robots.txt does not allow this address to be fetched.',
  'no-addresses': 'The site has neither a sitemap nor a feed. Give the address of its sitemap.',
  stopped: 'Stopped. The same command goes on with the next page.',
};
