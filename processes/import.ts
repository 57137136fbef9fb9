// `npm start -- --import FILE` (or an address) and `--undo ID`: takes over another system’s stories, while the portal runs
// and while it does not. Cut short, the same command goes on where it was.
import { rm } from 'node:fs/promises';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { ImportProgress } from '#newsroom/transfer/run/import-source';
import { readEnvironment } from '#platform/env';
import { generateClientIfStale } from '#processes/build/database-client';
import { addressOf, fetchAddress } from '#processes/import/fetch-address';
import { printReport } from '#processes/import/print-report';
import { progressNote } from '#processes/import/progress-note';
import { typedPath } from '#processes/import/typed-path';
import { LOCK_TIMEOUT, withAdvisoryLock } from '#processes/migrate/advisory-lock';
import { setChosenLanguages } from '#processes/supervisor/chosen-languages';
import { type CommandDatabase, openEmbeddedDatabase, openOwnDatabase } from '#processes/supervisor/command-database';
import { StartupError } from '#processes/supervisor/startup-error';
import { step } from '#processes/supervisor/steps';

/** Statements of an import change hundreds of rows, milliseconds. */
const STATEMENT_MS = 300_000;

let embedded: CommandDatabase | undefined;

const { values } = parseArgs({
  options: {
    import: { type: 'string' },
    undo: { type: 'string' },
    'dry-run': { type: 'boolean' },
    json: { type: 'boolean' },
    section: { type: 'string', multiple: true },
    language: { type: 'string' },
    mapping: { type: 'string' },
    media: { type: 'string' },
    'fetch-media': { type: 'boolean' },
    pages: { type: 'string' },
  },
});

async function main(): Promise<void> {
  const environment = readEnvironment();
  const own = await openOwnDatabase(environment);
  if (!own) embedded = await openEmbeddedDatabase(resolve(environment.DATA_DIR));
  const url = own ?? embedded?.url ?? '';
  process.env.DATABASE_URL = url;
  await generateClientIfStale();
  await setChosenLanguages(url);
  try {
    await withAdvisoryLock(url, 'import', () =>
      values.undo === undefined ? runImport(url) : runUndo(url, values.undo),
    );
  } catch (error) {
    if ((error as { code?: string }).code !== LOCK_TIMEOUT) throw error;
    throw new StartupError('Another import is running on this database. Try again when it is done.');
  }
}

async function openClient(url: string) {
  const { connect } = await import('#platform/database');
  return connect(url, {
    ...{ max: 4, statement_timeout: STATEMENT_MS, query_timeout: STATEMENT_MS + 10_000 },
    ...{ lock_timeout: 30_000, idle_in_transaction_session_timeout: STATEMENT_MS },
  });
}

async function runImport(url: string): Promise<void> {
  const { readOptions } = await import('#processes/import/read-options');
  const options = readOptions(values);
  const given = values.import ?? '';
  const address = addressOf(given);
  const path = address === undefined ? typedPath(given) : await fetchAddress(address, options);
  const isDryRun = values['dry-run'] ?? false;
  const { openSource } = await import('#newsroom/transfer/source/open-source');
  const { importSource } = await import('#newsroom/transfer/run/import-source');
  const { readImportDetails } = await import('#newsroom/transfer/run/import-report');
  const { pictureFetcher } = await import('#newsroom/transfer/pictures/fetch-picture');
  const source = await openSource(path);
  if (!source.ok) throw new StartupError(`${given} cannot be imported (${source.why}): ${source.detail}`);
  const client = await openClient(url);
  try {
    const imported = await step(
      isDryRun ? 'dry run' : 'import',
      async (progress) => {
        const result = await importSource(client, {
          ...{ path, name: address, source, options, isDryRun, fetchFile: pictureFetcher() },
          progress: reporter(progress),
        });
        if (!result.ok) throw new StartupError(noSection(options.section));
        return result;
      },
      ({ report }) => `${report.items.toLocaleString('en')} items`,
    );
    printReport(imported.report, await readImportDetails(client, imported.id));
    if (isDryRun) await client.import.delete({ where: { id: imported.id } });
    else {
      if (address !== undefined) await rm(path, { force: true });
      await indexWords(url);
      console.log(`\n  To undo it within 30 days: npm start -- --undo ${imported.id}\n`);
    }
    if (values.json) console.log(JSON.stringify(imported.report));
  } finally {
    source.close();
    await client.$disconnect();
  }
}

async function runUndo(url: string, id: string): Promise<void> {
  const { undoImport } = await import('#newsroom/transfer/undo/undo-import');
  const client = await openClient(url);
  try {
    const undone = await step(
      'undo',
      async (progress) => {
        const begun = performance.now();
        const result = await undoImport(client, /^\d{1,9}$/.test(id) ? Number(id) : 0, (done) =>
          progress(progressNote(done, undefined, (performance.now() - begun) / 1_000)),
        );
        if (!result.ok) throw new StartupError(UNDO_REFUSALS[result.why]);
        return result;
      },
      ({ undone: count, kept }) => `${count} undone, ${kept} kept because they were changed or used here since`,
    );
    await indexWords(url);
    if (values.json) console.log(JSON.stringify({ undone: undone.undone, kept: undone.kept }));
  } finally {
    await client.$disconnect();
  }
}

const UNDO_REFUSALS = {
  'not-found': 'There is no import of this number that could be undone.',
  'too-old': 'This import is more than 30 days old. It can no longer be undone.',
  'later-import': 'There is a later import of the same site. Undo that one first.',
};

function noSection(key: string | undefined): string {
  return key === undefined
    ? 'The site has no section, or not one that --section or --mapping names. Create it in the newsroom first.'
    : `The site has no section ${key}, or not one that --mapping names. Create it in the newsroom first.`;
}

/** Says how far an import is, with rate and time left of each phase. */
function reporter(progress: (note: string) => void): ImportProgress {
  let phase = '';
  let begun = performance.now();
  return (now, done, total) => {
    if (now !== phase) begun = performance.now();
    phase = now;
    progress(`${now} ${progressNote(done, total, (performance.now() - begun) / 1_000)}`);
  };
}

/** Search finds what is new; cut short, or while the portal is at it, the portal itself goes on with it. */
async function indexWords(url: string): Promise<void> {
  const { reindexArticles } = await import('#newsroom/search/reindex-articles');
  const begun = performance.now();
  const indexed = step(
    'search',
    (progress) =>
      withAdvisoryLock(url, 'reindex-search', () =>
        reindexArticles(url, (done, total) => progress(progressNote(done, total, (performance.now() - begun) / 1_000))),
      ),
    (done) => `${done.toLocaleString('en')} articles indexed`,
  );
  await indexed.catch((error: { code?: string }) => {
    if (error.code !== LOCK_TIMEOUT) throw error;
    console.log('· search       the portal indexes the articles');
  });
}

async function end(code: number): Promise<void> {
  if (process.env.DATABASE_URL) await (await import('#platform/database')).database().$disconnect();
  await embedded?.stop();
  process.exit(code);
}

for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => {
    console.error('✗ Stopped. The same command goes on where it was.');
    void end(1);
  });
process.on('disconnect', () => void end(1));

main().then(
  () => end(0),
  (error: Error) => {
    const hasNoTables = /(?:relation|table) .* does not exist/.test(error.message);
    console.error(
      `✗ ${hasNoTables ? 'This database has no tables for that yet. Start the portal once.' : error.message}`,
    );
    return end(1);
  },
);
