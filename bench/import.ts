import { spawn } from 'node:child_process';
import { createWriteStream, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Client } from 'pg';
import type { BenchHouse } from '#bench/bench-server';
import { makeVocabulary, randomNumbers } from '#bench/corpus';
import { createSiteSettings } from '#e2e/test-data';
import { lineOfEntry } from '#newsroom/transfer/json-lines/source-line';
import type { SourceEntry } from '#newsroom/transfer/source/source-item';
import { BACKGROUND_MEMORY } from '#platform/background-process';
import { database } from '#platform/database';

const ITEMS = Number(process.env.ITEMS ?? 100_000);
const AUTHORS = 200;
const TERMS = 800;
const LANGUAGES = ['en', 'ru', 'hy'] as const;

type Entry = Exclude<SourceEntry, { kind: 'problem' }>;

/** On two cores: import and words of search together, the most memory of the process, entries in the outbox. */
const GOALS = { minutes: 30, megabytes: 400, outbox: 1 };

/**
 * What the import of an export without pictures takes: dry run, import, words of search and a second run, each a command
 * of its own; seconds, items a second, and the most memory that its process has had, in all and in each quarter of its
 * time: it is not to grow with the file.
 */
export async function measureImport(house: BenchHouse, progress: (note: string) => void) {
  await createSiteSettings();
  const file = join(house.folder, 'export.jsonl');
  await pipeline(Readable.from(entries(ITEMS)), createWriteStream(file));
  const run = async (what: string, args: string[]) => {
    progress(what);
    const before = await database().outboxEntry.count();
    const measured = await runCommand(args);
    const row = { what, ...measured, outbox: (await database().outboxEntry.count()) - before };
    console.log(JSON.stringify(row));
    return row;
  };
  const dryRun = await run('dry run', ['--import', file, '--json', '--dry-run']);
  const imported = await run('import', ['--import', file, '--json']);
  const secondRun = await run('second run', ['--import', file, '--json']);
  const [last] = await database().import.findMany({ orderBy: { id: 'desc' }, skip: 1, take: 1, select: { id: true } });
  // With its hundred thousand items: longer than a statement of the newsroom may take.
  const client = new Client({ connectionString: house.databaseUrl });
  await client.connect();
  await client.query('DELETE FROM import WHERE id > $1', [last?.id ?? 0]);
  await client.end();
  const undo = await run('undo', ['--undo', String(last?.id), '--json']);
  const rows = [dryRun, imported, secondRun, undo];
  const isMet =
    imported.withSearch <= GOALS.minutes * 60 &&
    rows.every(({ megabytes }) => megabytes <= GOALS.megabytes) &&
    imported.outbox === GOALS.outbox;
  return { items: ITEMS, megabytesOfFile: Math.round(statSync(file).size / 1e6), goals: GOALS, isMet, rows };
}

async function runCommand(args: string[]) {
  const begun = performance.now();
  const child = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', ...BACKGROUND_MEMORY, resolve('processes/import.ts'), ...args],
    { stdio: ['ignore', 'pipe', 'inherit', 'ipc'] },
  );
  let output = '';
  const memory: number[] = [];
  let most = 0;
  let importedAt = begun;
  child.stdout?.on('data', (chunk) => {
    output += String(chunk);
    if (importedAt === begun && /✓ (?:import|dry run|undo)/.test(output)) importedAt = performance.now();
  });
  const watch = setInterval(() => {
    memory.push(memoryOf(child.pid, 'VmRSS'));
    most = Math.max(most, memoryOf(child.pid, 'VmHWM'));
  }, 500);
  const code = await new Promise((ended) => child.once('close', ended));
  clearInterval(watch);
  if (code !== 0) throw new Error(`the command ended with code ${code}`);
  const seconds = (importedAt - begun) / 1_000;
  return {
    seconds: Math.round(seconds),
    withSearch: Math.round((performance.now() - begun) / 1_000),
    perSecond: Math.round(ITEMS / seconds),
    megabytes: Math.round(most),
    quarters: [0, 1, 2, 3].map((quarter) => Math.round(Math.max(...quarterOf(memory, quarter)))),
    report: output.trim().split('\n').at(-1),
  };
}

function quarterOf(samples: readonly number[], quarter: number): number[] {
  return samples.slice(Math.floor((samples.length * quarter) / 4), Math.ceil((samples.length * (quarter + 1)) / 4));
}

/** Megabytes that a process has in memory now, or has had at most. */
function memoryOf(pid = 0, what: 'VmRSS' | 'VmHWM'): number {
  try {
    return Number(new RegExp(`${what}:\\s+(\\d+)`).exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1_024;
  } catch {
    return 0;
  }
}

/** Authors, categories, tags, and stories in three languages, every third of them in all; a third link to another. */
function* entries(count: number): Generator<string> {
  const random = randomNumbers(3);
  const vocabularies = { en: makeVocabulary('en'), ru: makeVocabulary('ru'), hy: makeVocabulary('hy') };
  const below = (limit: number) => Math.floor(random() * limit);
  const line = (entry: Entry) => `${lineOfEntry(entry)}\n`;
  const site = { system: 'Bench', name: 'Bench', address: 'https://bench.example', language: 'en' };
  yield line({ kind: 'site', ...site });
  for (let n = 0; n < AUTHORS; n++)
    yield line({
      kind: 'author',
      id: `a${n}`,
      slug: `author-${n}`,
      name: `Author ${n}`,
      addresses: [`/author/author-${n}/`],
    });
  for (let n = 0; n < TERMS; n++) {
    const named = { id: `t${n}`, slug: `term-${n}`, name: `Term ${n}`, addresses: [`/tag/term-${n}/`] };
    yield line({ kind: 'term', taxonomy: n < 20 ? 'category' : 'tag', ...named });
  }
  for (let n = 0; n < count - AUTHORS - TERMS; n++) {
    const language = LANGUAGES[n % 3] ?? 'en';
    const words = (from: number, to: number) =>
      Array.from({ length: from + below(to - from) }, () => vocabularies[language].pick(random())).join(' ');
    const link = n % 3 === 0 ? `<p><a href="/?p=${below(count)}">${words(3, 8)}</a></p>` : '';
    const html = Array.from({ length: 4 + below(6) }, () => `<p>${words(25, 65)}.</p>`).join('\n') + link;
    yield line({
      ...{ kind: 'post', id: `p${n}`, slug: `story-${n}`, title: words(5, 11), standfirst: words(12, 30) },
      ...{ text: { format: 'html', html }, status: 'published', language },
      publishedAt: new Date(1_300_000_000_000 + n * 3_000_000),
      ...(Math.floor(n / 3) % 3 === 0 && { translationGroup: `g${Math.floor(n / 3)}` }),
      ...{
        authors: [`a${below(AUTHORS)}`],
        terms: [`t${below(20)}`, `t${20 + below(TERMS - 20)}`, `t${20 + below(TERMS - 20)}`],
      },
      addresses: [`/2012/03/story-${n}/`, `/?p=${n}`],
    });
  }
}
