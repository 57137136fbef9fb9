// What the search takes over a hundred thousand stories: `node bench/search.ts`, with a number for another count of
// stories.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import { loadStories, makeVocabulary, randomNumbers, type Vocabulary } from '#bench/corpus';
import { indexAtOnce } from '#bench/index-at-once';
import { listMatches } from '#newsroom/search/list-matches';
import { listSuggestions } from '#newsroom/search/list-suggestions';
import type { Search } from '#newsroom/search/match';
import { database } from '#platform/database';
import { migrate } from '#processes/migrate/migrate';
import { startTestPostgres } from '#processes/postgres/test-postgres';
import { DEMO_LANGUAGES, type DemoLanguage as Language } from '#seed/demo-languages';

const STORIES = Number(process.argv[2] ?? 100_000);
/** Questions of each kind. */
const ASKED = 30;
/** What 95 of 100 questions must be answered within, milliseconds. */
const LIMIT = 50;

const CODES = DEMO_LANGUAGES.map(({ code }) => code);
const VOCABULARIES: Record<Language, Vocabulary> = {
  en: makeVocabulary('en'),
  ru: makeVocabulary('ru'),
  hy: makeVocabulary('hy'),
};
const random = randomNumbers(7);

/** A word of a language from one rank to another. */
function word(language: Language, from: number, to: number): string {
  return VOCABULARIES[language].words[from + Math.floor(random() * (to - from))] ?? '';
}

function withMistake(right: string): string {
  const at = 1 + Math.floor(random() * (right.length - 2));
  return right.slice(0, at) + right.slice(at + 1);
}

type Question = { typed: string; search?: Search; suggest?: boolean };

const KINDS: Record<string, (language: Language) => Question> = {
  'common word': (language) => ({ typed: word(language, 30, 130) }),
  'less common word': (language) => ({ typed: word(language, 500, 3_500) }),
  'rare word': (language) => ({ typed: word(language, 20_000, 40_000) }),
  'two words': (language) => ({ typed: `${word(language, 30, 230)} ${word(language, 100, 600)}` }),
  'three words': (language) => ({ typed: [1, 2, 3].map(() => word(language, 100, 2_000)).join(' ') }),
  'word and minus': (language) => ({ typed: `${word(language, 100, 300)} -${word(language, 30, 130)}` }),
  'phrase of common words': (language) => ({ typed: `"${word(language, 30, 80)} ${word(language, 30, 80)}"` }),
  phrase: (language) => ({ typed: `"${word(language, 300, 800)} ${word(language, 300, 800)}"` }),
  'three letters': (language) => ({ typed: word(language, 5_000, 25_000).slice(0, 3) }),
  'five letters': (language) => ({ typed: word(language, 5_000, 25_000).slice(0, 5) }),
  mistake: (language) => ({ typed: withMistake(word(language, 300, 8_000).padEnd(4, 'a')) }),
  'two words as one': (language) => ({ typed: `${word(language, 300, 800)}${word(language, 300, 800)}` }),
  'in a section': (language) => ({ typed: word(language, 30, 330), search: { filter: { section: 'section-3' } } }),
  'in half a year': (language) => ({
    typed: word(language, 30, 330),
    search: { filter: { from: '2025-01-01', to: '2025-06-30' } },
  }),
  'newest first': (language) => ({ typed: word(language, 30, 330), search: { order: 'date' } }),
  'page 30': (language) => ({ typed: word(language, 30, 330), search: { page: 30 } }),
  'suggestions, two letters': (language) => ({ typed: word(language, 1_000, 11_000).slice(0, 2), suggest: true }),
  'suggestions, four letters': (language) => ({ typed: word(language, 1_000, 11_000).slice(0, 4), suggest: true }),
  'suggestions, second word': (language) => ({
    typed: `${word(language, 50, 500)} ${word(language, 1_000, 11_000).slice(0, 3)}`,
    suggest: true,
  }),
};

/** How many stories it finds, or how many suggestions. */
async function ask(language: Language, { typed, search, suggest }: Question): Promise<number> {
  if (suggest) return (await listSuggestions(language, typed)).length;
  return (await listMatches(language, typed, search)).total;
}

function row(times: number[], found?: number) {
  times.sort((a, b) => a - b);
  const at = (share: number) =>
    Math.round((times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0) * 10) / 10;
  return {
    p50: at(0.5),
    p95: at(0.95),
    max: at(1),
    ...(found !== undefined && { found: Math.round(found / times.length) }),
  };
}

async function measure(): Promise<number> {
  const table: Record<string, ReturnType<typeof row>> = {};
  const all: number[] = [];
  for (const language of CODES) await ask(language, { typed: word(language, 30, 130) });
  for (const [kind, question] of Object.entries(KINDS)) {
    const times: number[] = [];
    let found = 0;
    for (let n = 0; n < ASKED; n++) {
      const language = CODES[n % CODES.length] ?? 'en';
      const asked = question(language);
      const start = performance.now();
      found += await ask(language, asked);
      times.push(performance.now() - start);
    }
    all.push(...times);
    table[kind] = row(times, found);
  }
  table[`all ${all.length}`] = row(all);
  console.table(table);
  return table[`all ${all.length}`]?.p95 ?? Number.POSITIVE_INFINITY;
}

/**
 * Has PostgreSQL write down the plan of everything that questions of each kind lead to; those that read a table of ours
 * from end to end.
 */
async function wholeTables(url: string, folder: string): Promise<{ plans: number; whole: string[] }> {
  const client = new Client({ connectionString: url });
  await client.connect();
  for (const setting of [
    "session_preload_libraries = 'auto_explain'",
    'auto_explain.log_min_duration = 0',
    'auto_explain.log_format = json',
    'auto_explain.log_nested_statements = on',
  ]) {
    await client.query(`ALTER DATABASE postgres SET ${setting}`);
  }
  await client.end();
  // Those that are open know nothing of it.
  await database().$disconnect();
  const log = join(folder, 'postgres.log');
  const from = readFileSync(log).length;
  for (const question of Object.values(KINDS)) for (const language of CODES) await ask(language, question(language));
  await database().$disconnect();
  const plans = readFileSync(log)
    .subarray(from)
    .toString()
    .split(/ LOG: {2}duration: .* plan:$/m)
    .slice(1);
  const readsWhole = /"Node Type": "Seq Scan"[^{}]*"Relation Name": "(?:article|word|story|story_tag|tag_text)"/;
  return { plans: plans.length, whole: plans.filter((plan) => readsWhole.test(plan)) };
}

const postgres = await startTestPostgres();
try {
  process.env.DATABASE_URL = postgres.url;
  await migrate(postgres.url);
  const loading = await loadStories(postgres.url, 0, STORIES, (done) =>
    process.stdout.write(`\rloading, ${done} of ${STORIES} stories`),
  );
  // A process's own connections give up long before that.
  const client = new Client({ connectionString: postgres.url });
  await client.connect();
  process.stdout.write('\rmaking the words for search              ');
  const indexing = performance.now();
  await indexAtOnce(client);
  const indexed = performance.now() - indexing;
  await client.end();
  const { rows } = await database().$queryRaw<{ articles: bigint; words: bigint }[]>`
    SELECT (SELECT count(*) FROM search.article) AS articles, (SELECT count(*) FROM search.word) AS words`.then(
    (rows) => ({ rows }),
  );
  console.log(
    `\r${STORIES} stories, ${rows[0]?.articles} articles, ${rows[0]?.words} words, ` +
      `loaded in ${Math.round(loading / 1_000)} s, indexed in ${Math.round(indexed / 1_000)} s; times in ms`,
  );
  const p95 = await measure();
  const { plans, whole } = await wholeTables(postgres.url, postgres.folder);
  console.log(`${plans} plans, of which ${whole.length} read a table from end to end`);
  for (const plan of whole) console.error(plan);
  if (p95 >= LIMIT) console.error(`95 of 100 take up to ${p95} ms, more than ${LIMIT}`);
  if (plans < 100 || whole.length > 0 || p95 >= LIMIT) process.exitCode = 1;
} finally {
  await database().$disconnect();
  await postgres.stop();
}
