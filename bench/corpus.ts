import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Client } from 'pg';
import { from } from 'pg-copy-streams';
import { searchTextOf } from '#blocks/body';
import type { DemoLanguage as Language } from '#seed/demo-languages';

// A paper's worth of text that nobody wrote: the words of the demo and invented ones in between, as often as words come
// in real news (the n-th most frequent about 1/n of the time), the same at every run.

const STORIES = join(import.meta.dirname, '../prisma/seed/stories');

/**
 * How many different words each language has; forms of one word are words of their own, of which Russian and Armenian
 * have more.
 */
const VOCABULARY: Record<Language, number> = { en: 60_000, ru: 120_000, hy: 100_000 };

/** Numbers from 0 to 1, always the same ones (mulberry32). */
export function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** The demo's words in a language, most frequent first. */
function demoWords(language: Language): string[] {
  const counts = new Map<string, number>();
  for (const folder of readdirSync(STORIES)) {
    if (!readdirSync(join(STORIES, folder)).includes(`${language}.md`)) continue;
    const text = readFileSync(join(STORIES, folder, `${language}.md`), 'utf8');
    for (const [word] of text.toLowerCase().matchAll(/\p{L}+/gu)) counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  return [...counts].sort(([, a], [, b]) => b - a).map(([word]) => word);
}

export type Vocabulary = { words: string[]; pick(random: number): string };

/** Words of a language by rank, and a way to pick one as often as its rank says. */
export function makeVocabulary(language: Language): Vocabulary {
  const random = randomNumbers(language.charCodeAt(0));
  const real = demoWords(language);
  const halves = real.filter((word) => word.length > 5);
  const words = new Set(real);
  while (words.size < VOCABULARY[language]) {
    const [one = '', other = ''] = [
      halves[Math.floor(random() * halves.length)],
      halves[Math.floor(random() * halves.length)],
    ];
    words.add(
      one.slice(0, 2 + Math.floor(random() * (one.length - 2))) +
        other.slice(2 + Math.floor(random() * (other.length - 3))),
    );
  }
  const ranked = [...words];
  const sums = new Float64Array(ranked.length);
  let sum = 0;
  for (let rank = 0; rank < ranked.length; rank++) {
    sum += 1 / (rank + 2.7);
    sums[rank] = sum;
  }
  const pick = (at: number) => {
    let [low, high] = [0, ranked.length - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((sums[middle] ?? 0) < at * sum) low = middle + 1;
      else high = middle;
    }
    return ranked[low] ?? '';
  };
  return { words: ranked, pick };
}

const BATCH = 5_000;
const SECTIONS = 8;
const TAGS = 300;
const AUTHORS = 40;
const YEARS = 5;

/** How many of a hundred stories are told in each language. */
const TOLD: Record<Language, number> = { en: 100, ru: 30, hy: 30 };

type Shape = {
  languages?: readonly Language[];
  /** From the shortest to the longest text. */
  paragraphs?: [number, number];
  /** So many minutes lie between two stories, the first of which is the newest; else they are spread over five years. */
  minutesApart?: number;
};

/**
 * Fills a migrated database without a paper with stories `after` to `stories`, published over five years unless their
 * shape says otherwise; with 0, its topics and authors first. As one loads a whole archive: the triggers stand aside;
 * the words of search are made by whoever needs them (reindexArticles, index-at-once.ts). Returns how long PostgreSQL
 * took, milliseconds; making up the text is not counted.
 */
export async function loadStories(
  url: string,
  after: number,
  stories: number,
  progress: (done: number) => void,
  { languages = Object.keys(TOLD) as Language[], paragraphs: [shortest, longest] = [3, 8], minutesApart }: Shape = {},
): Promise<number> {
  const client = new Client({ connectionString: url });
  await client.connect();
  const copy = (into: string, lines: string[]) =>
    pipeline(Readable.from([lines.join('')]), client.query(from(`COPY ${into} FROM STDIN`)));
  const vocabularies = { en: makeVocabulary('en'), ru: makeVocabulary('ru'), hy: makeVocabulary('hy') };
  const random = randomNumbers(1);
  let spent = 0;

  try {
    if (after === 0) await setTopics(client, vocabularies);
    // Without triggers, but for the one that every article needs.
    await client.query('ALTER TABLE article ENABLE ALWAYS TRIGGER create_working_copies');
    await client.query('SET session_replication_role = replica');
    const now = Date.now();
    for (let first = after + 1; first <= stories; first += BATCH) {
      const rows: Record<'story' | 'tag' | 'author' | 'article', string[]> = {
        story: [],
        tag: [],
        author: [],
        article: [],
      };
      for (let story = first; story < Math.min(first + BATCH, stories + 1); story++) {
        const section = 1 + Math.floor(random() ** 2 * SECTIONS);
        rows.story.push(`${story}\t${section}\n`);
        const tags = new Set(
          Array.from({ length: Math.floor(random() * 5) }, () => 1 + Math.floor(random() ** 3 * TAGS)),
        );
        for (const tag of tags) rows.tag.push(`${story}\t${tag}\n`);
        rows.author.push(`${story}\t${1 + Math.floor(random() * AUTHORS)}\t0\n`);
        const age = minutesApart
          ? story * minutesApart * 60_000
          : ((stories - story) / stories) * YEARS * 31_557_600_000;
        const at = new Date(now - age).toISOString();
        for (const language of languages) {
          if (story % 100 >= TOLD[language]) continue;
          const words = (least: number, most: number) =>
            Array.from({ length: least + Math.floor(random() * (most - least)) }, () =>
              vocabularies[language].pick(random()),
            ).join(' ');
          const body = Array.from({ length: shortest + Math.floor(random() * (longest - shortest)) }, () => ({
            type: 'paragraph' as const,
            text: [{ text: `${words(25, 65)}.` }],
          }));
          // COPY takes a line for each row.
          const bodyText = searchTextOf(body).replaceAll('\n', '\\n');
          const texts = [words(5, 11), words(12, 30), JSON.stringify(body), bodyText];
          rows.article.push(
            `${[story, section, language, `${language}-${story}`, ...texts, 'Bench', 'published', at].join('\t')}\n`,
          );
        }
      }
      const start = performance.now();
      await copy('story (id, section_id)', rows.story);
      await copy('story_tag (story_id, tag_id)', rows.tag);
      await copy('story_author (story_id, author_id, position)', rows.author);
      await copy(
        'article (story_id, section_id, language, slug, headline, standfirst, body, body_text, source, state, ' +
          'published_at)',
        rows.article,
      );
      spent += performance.now() - start;
      progress(first + BATCH - 1);
    }
    const start = performance.now();
    await client.query('SET session_replication_role = origin');
    await client.query(`INSERT INTO outbox (concerns, keys) VALUES ('paper', '{everything}')`);
    await fileAll(client);
    await setHistory(client);
    spent += performance.now() - start;
    await client.query('VACUUM ANALYZE');
    return spent;
  } finally {
    await client.end();
  }
}

/** What triggers do, which stood aside. */
async function fileAll(client: Client): Promise<void> {
  await client.query(`
    INSERT INTO filed_article (kind, topic_id, language, published_at, article_id)
    SELECT 'tag', tag_id, language, published_at, article.id FROM article JOIN story_tag USING (story_id)
    UNION ALL
    SELECT 'author', author_id, language, published_at, article.id FROM article JOIN story_author USING (story_id)
    ON CONFLICT DO NOTHING`);
}

/** So many of the newest are read in three days, however long the archive is. */
const READ = 20_000;

/** What gathers beside articles: readings of the last days, former addresses, readers of the last half hour. */
async function setHistory(client: Client): Promise<void> {
  const newest = `(SELECT id FROM article ORDER BY published_at DESC LIMIT ${READ}) AS newest`;
  await client.query(`
    INSERT INTO article_view (article_id, day, views, reach)
    SELECT id, current_date - ago, read, read
    FROM ${newest}, generate_series(0, 2) AS ago,
      LATERAL (SELECT 1 + (id::bigint * 7919 + ago * 104729) % 5000) AS reading (read)
    WHERE (id + ago) % 2 = 0
    ON CONFLICT DO NOTHING`);
  await client.query(`
    INSERT INTO article_view_total (article_id, views)
    SELECT id, 1 + id::bigint * 7919 % 50000 FROM article
    ON CONFLICT (article_id) DO UPDATE SET views = excluded.views`);
  await client.query(`
    INSERT INTO former_slug (language, slug, article_id)
    SELECT language, slug || '-once', id FROM article WHERE id % 10 = 0
    ON CONFLICT DO NOTHING`);
  await client.query(`
    INSERT INTO recent_reading (visitor, article_id, counted_at)
    SELECT sha256(id::text::bytea), id, now() FROM ${newest} WHERE id % 10 = 1
    ON CONFLICT DO NOTHING`);
}

async function setTopics(client: Client, vocabularies: Record<Language, Vocabulary>): Promise<void> {
  for (let section = 1; section <= SECTIONS; section++) {
    await client.query('INSERT INTO section (id, key, position) VALUES ($1, $2, $1)', [section, `section-${section}`]);
    for (const language of Object.keys(vocabularies)) {
      await client.query("INSERT INTO section_text (section_id, language, name, description) VALUES ($1, $2, $3, '')", [
        section,
        language,
        `Section ${section}`,
      ]);
    }
  }
  for (let tag = 1; tag <= TAGS; tag++) {
    await client.query('INSERT INTO tag (id, key) VALUES ($1, $2)', [tag, `tag-${tag}`]);
    for (const [language, { words }] of Object.entries(vocabularies)) {
      await client.query('INSERT INTO tag_text (tag_id, language, name) VALUES ($1, $2, $3)', [
        tag,
        language,
        words[200 + tag * 3],
      ]);
    }
  }
  for (let author = 1; author <= AUTHORS; author++) {
    await client.query('INSERT INTO author (id, key) VALUES ($1, $2)', [author, `author-${author}`]);
    for (const language of Object.keys(vocabularies)) {
      await client.query('INSERT INTO author_text (author_id, language, name) VALUES ($1, $2, $3)', [
        author,
        language,
        `Author ${author}`,
      ]);
    }
  }
  await client.query(`INSERT INTO site_settings (founded_year, column_section) VALUES (2020, 'section-1')`);
  for (const language of Object.keys(vocabularies)) {
    await client.query(`INSERT INTO site_text (language, name, tagline, reuse_rule) VALUES ($1, 'Bench', '', '')`, [
      language,
    ]);
  }
}
