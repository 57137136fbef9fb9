import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { type ImportOptions, importOptions } from '#newsroom/transfer/run/import-options';
import { typedPath } from '#processes/import/typed-path';
import { StartupError } from '#processes/supervisor/startup-error';

/** Options of the command line, as parseArgs gives them. */
type Given = {
  section?: string[] | undefined;
  language?: string | undefined;
  mapping?: string | undefined;
  media?: string | undefined;
  'fetch-media'?: boolean | undefined;
  pages?: string | undefined;
};

/**
 * What the command line chooses for an import, over what the file of `--mapping` says. `--section news` is for stories
 * whose categories lead to none, `--section politics=region` for those of a category. Throws a StartupError that says
 * what is wrong.
 */
export function readOptions(given: Given): ImportOptions {
  const fromFile = given.mapping === undefined ? {} : readMapping(typedPath(given.mapping));
  const pairs = (given.section ?? []).filter((one) => one.includes('='));
  const other = (given.section ?? []).find((one) => !one.includes('='));
  const sections = pairs.map((pair): [string, string] => {
    const at = pair.lastIndexOf('=');
    return [pair.slice(0, at), pair.slice(at + 1)];
  });
  const parsed = importOptions.safeParse({
    ...fromFile,
    sections: { ...(fromFile.sections as object), ...Object.fromEntries(sections) },
    ...(other !== undefined && { section: other }),
    ...(given.language !== undefined && { language: given.language }),
    ...(given.media !== undefined && { media: typedPath(given.media) }),
    ...(given['fetch-media'] && { fetchMedia: true }),
    ...(given.pages !== undefined && { pages: Number(given.pages) }),
  });
  if (parsed.success) return parsed.data;
  throw new StartupError(`Correct these options: ${z.prettifyError(parsed.error)}`);
}

function readMapping(path: string): Record<string, unknown> {
  try {
    const mapping: unknown = JSON.parse(readFileSync(path, 'utf8'));
    if (typeof mapping === 'object' && mapping !== null && !Array.isArray(mapping)) return { ...mapping };
  } catch (error) {
    throw new StartupError(`${path} cannot be read as JSON: ${(error as Error).message}`);
  }
  throw new StartupError(`${path} is no object of JSON.`);
}
