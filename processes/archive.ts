// `npm start -- --export FOLDER` and `npm start -- --import FOLDER`: everything that the newsroom has made, out of a
// portal and into an empty one, while it runs and while it does not.
import { createWriteStream, existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import { EXPORT_FORMAT_NAMES, isExportFormat } from '#newsroom/transfer/export/export-names';
import { publicUrl, readEnvironment } from '#platform/env';
import { generateClientIfStale } from '#processes/build/database-client';
import { typedPath } from '#processes/import/typed-path';
import { setChosenLanguages } from '#processes/supervisor/chosen-languages';
import { type CommandDatabase, openEmbeddedDatabase, openOwnDatabase } from '#processes/supervisor/command-database';
import { StartupError } from '#processes/supervisor/startup-error';
import { step } from '#processes/supervisor/steps';

let embedded: CommandDatabase | undefined;

const { values } = parseArgs({
  options: {
    export: { type: 'string' },
    format: { type: 'string', default: 'archive' },
    import: { type: 'string' },
    json: { type: 'boolean' },
  },
});

async function main(): Promise<void> {
  const environment = readEnvironment();
  const isImport = values.import !== undefined;
  const own = await openOwnDatabase(environment);
  if (!own) embedded = await openEmbeddedDatabase(resolve(environment.DATA_DIR), { mayBeNew: isImport });
  const url = own ?? embedded?.url ?? '';
  process.env.DATABASE_URL = url;
  await generateClientIfStale();
  // A new database has no tables yet.
  if (!isImport) await setChosenLanguages(url);
  if (!isImport && values.format !== 'archive') return writeForOthers(values.format, typedPath(values.export ?? ''));
  const contentHash = isImport ? await read(url, typedPath(values.import ?? '')) : await write(values.export ?? '');
  console.log(`\n  Content hash: ${contentHash}\n`);
  if (values.json) console.log(JSON.stringify({ contentHash }));
}

async function write(path: string): Promise<string> {
  const folder = typedPath(path);
  const { writeArchive } = await import('#newsroom/transfer/archive/write-archive');
  const { folderWriter } = await import('#newsroom/transfer/export/write-file');
  const { manifest, missingPictures } = await step(
    'export',
    async (progress) => {
      const writer = await folderWriter(folder);
      if (!writer) throw new StartupError(`${folder} is not empty. Name a new folder.`);
      return writeArchive(writer, reporter(progress));
    },
    () => folder,
  );
  if (missingPictures.length > 0)
    console.error(`! The files of ${missingPictures.length} pictures are missing: ${missingPictures.join(', ')}`);
  return manifest.contentHash;
}

/** One file for another system. */
async function writeForOthers(format: string, file: string): Promise<void> {
  const { EXPORT_FORMATS } = await import('#newsroom/transfer/export/export-formats');
  if (!isExportFormat(format))
    throw new StartupError(`There is no format ${format}; there are ${EXPORT_FORMAT_NAMES.join(', ')}.`);
  if (existsSync(file)) throw new StartupError(`${file} exists already. Name a new file.`);
  await step(
    'export',
    () => pipeline(EXPORT_FORMATS[format].stream(publicUrl()), createWriteStream(file)),
    () => file,
  );
}

async function read(url: string, folder: string): Promise<string> {
  const { migrate } = await import('#processes/migrate/migrate');
  await step(
    'migrations',
    () => migrate(url),
    (applied) => `${applied.length} applied`,
  );
  const { readArchive } = await import('#newsroom/transfer/archive/read-archive');
  const { manifest } = await step(
    'import',
    async (progress) => {
      const result = await readArchive(folder, reporter(progress));
      if (!result.ok) throw new StartupError(`${REFUSALS[result.why]} (${result.detail})`);
      return result;
    },
    (result) => `${result.manifest.tables.article?.lines.toLocaleString('en') ?? 0} articles`,
  );
  const { reindexArticles } = await import('#newsroom/search/reindex-articles');
  await step(
    'search',
    (progress) => reindexArticles(url, (done, total) => progress(`${done} of ${total} articles`)),
    (done) => `${done.toLocaleString('en')} articles indexed`,
  );
  return manifest.contentHash;
}

const REFUSALS = {
  'no-archive': 'This folder is no archive of a portal.',
  damaged: 'This archive is damaged; nothing was taken from it.',
  'newer-version': 'This archive was written by a newer version. Update this portal first.',
  'unknown-language': 'This archive has languages that this portal does not know.',
  'not-empty': 'This portal has content already. An archive is read into an empty one.',
};

function reporter(progress: (note: string) => void): (what: string, done: number) => void {
  return (what, done) => progress(`${what.replaceAll('_', ' ')} ${done.toLocaleString('en')}`);
}

async function end(code: number): Promise<void> {
  if (process.env.DATABASE_URL) await (await import('#platform/database')).database().$disconnect();
  await embedded?.stop();
  process.exit(code);
}

process.on('disconnect', () => void end(1));

main().then(
  () => end(0),
  (error: Error) => {
    const hasNoTables = /relation "site_settings" does not exist/.test(error.message);
    console.error(`✗ ${hasNoTables ? 'This database has no content yet. Start the portal once.' : error.message}`);
    return end(1);
  },
);
