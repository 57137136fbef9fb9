// The demo goes to a real Ghost by our export, is compared there, and comes back by Ghost’s own: `node bench/ghost.ts
// FOLDER [NODE]`. FOLDER is npm’s package `ghost`, unpacked, with its packages (better-sqlite3 built); NODE is the Node
// that it runs on.
import { spawn } from 'node:child_process';
import { cpSync, createWriteStream, mkdtempSync, openAsBlob, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { openBenchHouse } from '#bench/bench-server';
import { type ArticleRow, articlesAt, differences, wordsOf } from '#bench/moved-articles';
import { importFile } from '#e2e/export-file';
import { createSiteSettings } from '#e2e/test-data';
import { EXPORT_FORMATS } from '#newsroom/transfer/export/export-formats';
import { zipStream } from '#newsroom/transfer/export/write-file';
import { plainText } from '#newsroom/transfer/source/plain-text';
import { database } from '#platform/database';
import { migrate } from '#processes/migrate/migrate';
import { startTestPostgres } from '#processes/postgres/test-postgres';
import { anyPort } from '#processes/supervisor/free-port';

const GHOST = resolve(process.argv[2] ?? '');
const NODE = process.argv[3] ?? process.execPath;
const folder = mkdtempSync(join(tmpdir(), 'ghost-'));
const content = join(folder, 'content');
const origin = `http://localhost:${await anyPort()}`;
const OWNER = { name: 'Owner', email: 'owner@example.org', password: 'harvest-lantern-47' };

/** What Ghost's Admin API tells of a post (https://docs.ghost.org/admin-api/). */
type Post = {
  slug: string;
  title: string;
  status: string;
  html: string | null;
  published_at: string | null;
  custom_excerpt: string | null;
  feature_image: string | null;
  tags: { slug: string }[];
  authors: { slug: string }[];
};

function startGhost() {
  cpSync(join(GHOST, 'content'), content, { recursive: true });
  return spawn(NODE, ['index.js'], {
    cwd: GHOST,
    env: {
      ...{ PATH: process.env.PATH, HOME: folder, NODE_ENV: 'production' },
      ...{ url: origin, server__port: new URL(origin).port, paths__contentPath: content },
      ...{ database__client: 'better-sqlite3', database__useNullAsDefault: 'true' },
      ...{ database__connection__filename: join(folder, 'ghost.db'), mail__transport: 'Direct' },
      // Else the owner has to read a letter.
      security__staffDeviceVerification: 'false',
    },
    stdio: 'ignore',
  });
}

/** While it makes its tables it answers that it is busy. */
async function untilReady(): Promise<void> {
  for (let waited = 0; waited < 120; waited++) {
    const response = await fetch(`${origin}/ghost/api/admin/site/`).catch(() => undefined);
    if (response?.ok) return;
    await sleep(1_000);
  }
  throw new Error('Ghost does not start');
}

/** Ghost's Admin API, as its owner. */
async function signIn(): Promise<(path: string, body?: FormData) => Promise<Response>> {
  const post = (path: string, body: object) =>
    fetch(`${origin}/ghost/api/admin/${path}/`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin },
      body: JSON.stringify(body),
    });
  const setup = await post('authentication/setup', { setup: [{ ...OWNER, blogTitle: 'Moved' }] });
  if (!setup.ok) throw new Error(`Ghost cannot be set up: ${await setup.text()}`);
  const session = await post('session', { username: OWNER.email, password: OWNER.password });
  if (!session.ok) throw new Error(`nobody can sign in: ${await session.text()}`);
  const cookie = session.headers.getSetCookie().map((one) => one.split(';')[0]);
  return async (path, body) => {
    const response = await fetch(`${origin}/ghost/api/admin/${path}`, {
      ...(body && { method: 'POST', body }),
      headers: { origin, cookie: cookie.join('; ') },
    });
    if (!response.ok) throw new Error(`${path} answered ${response.status}: ${await response.text()}`);
    return response;
  };
}

type Ask = Awaited<ReturnType<typeof signIn>>;

/** Posts are taken by a job of Ghost's: all of them, as soon as there are so many. */
async function postsWhen(ask: Ask, count: number): Promise<Post[]> {
  for (let waited = 0; ; waited++) {
    const found: Post[] = [];
    for (let page = 1, pages = 1; page <= pages; page++) {
      const query = `limit=100&page=${page}&formats=html&include=tags,authors&filter=status:[draft,published,scheduled]`;
      const { posts, meta } = await (await ask(`posts/?${query}`)).json();
      found.push(...posts);
      pages = meta.pagination.pages;
    }
    if (found.length >= count) return found;
    if (waited > 120) throw new Error(`Ghost has ${found.length} of ${count} posts after two minutes`);
    await sleep(1_000);
  }
}

/** What Ghost shows otherwise, by what it is. */
async function differencesThere(before: readonly ArticleRow[], posts: readonly Post[]) {
  const found: Record<string, string[]> = {};
  const pictures = new Set<string>();
  for (const { language, slug, headline, standfirst, state, published_at, body, authors } of before) {
    const note = (what: string) => {
      found[what] = [...(found[what] ?? []), `${language}/${slug}`];
    };
    const post = posts.find((one) => [slug, `${slug}-${language}`].includes(one.slug) && one.title === headline);
    if (!post) {
      note('missing');
      continue;
    }
    if (post.status !== state) note('status');
    // Ghost has no milliseconds.
    const shownAt = new Date(post.published_at ?? 0).toISOString().slice(0, 19);
    if (state === 'published' && shownAt !== published_at?.toISOString().slice(0, 19)) note('date');
    const named = post.authors.map((one) => one.slug);
    if (named.toSorted().join() !== authors.toSorted().join()) note('authors');
    if ((post.custom_excerpt ?? '') !== standfirst && standfirst.length <= 300) note('summary');
    if (!post.tags.some((one) => one.slug === `hash-${language}`)) note('language');
    const html = post.html ?? '';
    const texts = [plainText(html), ...[...html.matchAll(/alt="([^"]*)"/g)].map(([, alt = '']) => alt)];
    const shown = new Set(texts.join(' ').split(/\s+/));
    const missing = wordsOf(body).filter((word) => !shown.has(word));
    if (missing.length > 0) note(`words (${missing.slice(0, 5).join(' ')})`);
    const inText = new Set(JSON.stringify(body).match(/(?<=")[0-9a-f]{20}(?=")/g));
    for (const picture of inText) if (!html.includes(picture)) note(`picture ${picture}`);
    for (const [address] of html.matchAll(/https?:[^"\s]+\/content\/images\/[0-9a-f]{20}\.jpg/g)) pictures.add(address);
    if (post.feature_image) pictures.add(post.feature_image);
  }
  for (const address of pictures) {
    const response = await fetch(address);
    const type = response.headers.get('content-type');
    await response.arrayBuffer();
    if (!response.ok || type !== 'image/jpeg')
      found['picture is not served'] = [...(found['picture is not served'] ?? []), address];
  }
  return { found, pictures: pictures.size };
}

const house = await openBenchHouse();
const before = await articlesAt(house.databaseUrl);
const ghost = startGhost();
const empty = await startTestPostgres();
try {
  const file = join(folder, 'ghost.zip');
  await pipeline(EXPORT_FORMATS.ghost.stream('https://paper.example'), createWriteStream(file));
  await untilReady();
  const ask = await signIn();
  const form = new FormData();
  form.append('importfile', await openAsBlob(file, { type: 'application/zip' }), 'ghost.zip');
  await ask('db/', form);
  const there = await differencesThere(before, await postsWhen(ask, before.length));
  console.log(`${before.length} articles, ${there.pictures} pictures, ${statSync(file).size} bytes`);
  console.log(`different in Ghost: ${JSON.stringify(there.found, null, 2)}`);

  const back = join(folder, 'back.zip');
  const json = Buffer.from(await (await ask('db/')).arrayBuffer());
  await pipeline(
    zipStream(async (write) => {
      await write('back.json', [json]);
      const named = json.toString().match(/content\/(?:files\/)?images\/[0-9a-f]{20}\.jpg/g);
      for (const name of new Set(named)) await write(name, [readFileSync(join(folder, name))]);
    }),
    createWriteStream(back),
  );
  await database().$disconnect();
  await migrate(empty.url);
  Object.assign(process.env, { DATABASE_URL: empty.url, DATA_DIR: join(folder, 'media') });
  (globalThis as { portalDatabase?: unknown }).portalDatabase = undefined;
  await createSiteSettings();
  const { report } = await importFile(back);
  console.log(JSON.stringify(report, null, 2));
  // Ghost does not know which posts are translations of each other.
  const found = differences(before, await articlesAt(empty.url), 'translations');
  console.log(`there and back; different: ${JSON.stringify(found, null, 2)}`);
  if (Object.keys(there.found).length > 0 || Object.keys(found).length > 0) process.exitCode = 1;
} finally {
  await database().$disconnect();
  const ended = new Promise((done) => ghost.once('exit', done));
  if (ghost.kill('SIGTERM')) await ended;
  await empty.stop();
  await house.close();
  rmSync(folder, { recursive: true, force: true });
}
