import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openCuttableConnection } from '#e2e/cuttable-connection';
import { actorFor, createSiteSettings, createStory } from '#e2e/test-data';
import { findWorkingCopy } from '#newsroom/editing/find-working-copy';
import { publishArticle } from '#newsroom/editing/publish-article';
import { saveText } from '#newsroom/editing/save-text';
import type { Actor } from '#newsroom/permissions/actor';
import { connect, database } from '#platform/database';
import { databaseTrouble } from '#platform/database-trouble';

let actor: Actor;
let other: Client;

beforeAll(async () => {
  await createSiteSettings();
  actor = await actorFor('editor');
  other = new Client({ connectionString: String(process.env.DATABASE_URL) });
  await other.connect();
});
afterAll(() => other.end());

const text = (headline: string) => ({ headline, standfirst: '', body: [], source: 'Paper' });
const isOverloaded = (error: unknown) => databaseTrouble(error) === 'overloaded';

it.each([
  ['does not come in time', 'overloaded'],
  ['is lost with its connection', 'unreachable'],
])(
  'an answer to COMMIT that %s is an error; the same text again is taken for the one that is there',
  async (what, trouble) => {
    const { articles } = await createStory({ slugs: { en: trouble }, state: 'draft' });
    const base = (await findWorkingCopy(actor, articles.en))?.version ?? 0;
    const wire = await openCuttableConnection(String(process.env.DATABASE_URL));
    const holder = globalThis as typeof globalThis & { portalDatabase?: ReturnType<typeof connect> };
    const usual = database();
    const throughWire = connect(wire.url, { max: 1, query_timeout: 1_000 });
    holder.portalDatabase = throughWire;
    // A read before it opens the connection and prepares nothing of the save.
    await throughWire.$queryRaw`SELECT 1`;
    const isCommitted = async () =>
      (await other.query('SELECT version FROM working_copy WHERE article_id = $1', [articles.en])).rows[0].version >
      base;
    const save = () => saveText(actor, articles.en, { text: text('Late'), base, isExplicit: true });
    // The statement that writes waits for this; then no answer comes back.
    await other.query('BEGIN');
    await other.query('SELECT FROM working_copy WHERE article_id = $1 FOR UPDATE', [articles.en]);
    const saving = save().then(
      () => undefined,
      (error: unknown) => error,
    );
    await sleep(300);
    wire.deafen();
    await other.query('COMMIT');
    if (what === 'is lost with its connection') {
      await expect.poll(isCommitted, { timeout: 900 }).toBe(true);
      wire.cut();
    }
    expect(databaseTrouble(await saving)).toBe(trouble);
    holder.portalDatabase = usual;
    expect(await isCommitted()).toBe(true);
    expect(await save()).toMatchObject({ ok: true, version: base + 1 });
    expect((await findWorkingCopy(actor, articles.en))?.text.headline).toBe('Late');
    wire.mend();
    await throughWire.$disconnect();
    await wire.close();
  },
  20_000,
);

it('the one of two transactions in a deadlock that PostgreSQL ends leaves nothing, and works when it is tried again', async () => {
  const { articles } = await createStory({ slugs: { en: 'knot' }, state: 'draft' });
  // PostgreSQL ends whoever finds the deadlock, which is whoever looks first.
  await other.query("BEGIN; SET LOCAL deadlock_timeout = '10s'");
  await other.query('SELECT FROM article WHERE id = $1 FOR UPDATE', [articles.en]);
  const change = () =>
    database().$transaction([
      database().workingCopy.update({ where: { articleId: articles.en }, data: { note: 'Changed' } }),
      database().article.update({ where: { id: articles.en }, data: { source: 'Agency' } }),
    ]);
  const changing = change().then(
    () => undefined,
    (error: unknown) => error,
  );
  await sleep(300);
  const locked = other.query('SELECT FROM working_copy WHERE article_id = $1 FOR UPDATE', [articles.en]);
  const failure = await changing;
  await locked;
  await other.query('ROLLBACK');
  expect([isOverloaded(failure), JSON.stringify(failure)]).toEqual([true, expect.stringContaining('40P01')]);
  const note = async () => (await database().workingCopy.findUnique({ where: { articleId: articles.en } }))?.note;
  expect(await note()).toBe('');
  await change();
  expect(await note()).toBe('Changed');
}, 20_000);

it('a publication that PostgreSQL ends in a deadlock is done again by itself, and once', async () => {
  const { articles } = await createStory({ slugs: { en: 'knots' }, state: 'draft' });
  const version = (await findWorkingCopy(actor, articles.en))?.version ?? 0;
  await other.query("BEGIN; SET LOCAL deadlock_timeout = '10s'");
  await other.query('SELECT FROM article WHERE id = $1 FOR UPDATE', [articles.en]);
  const publishing = publishArticle(actor, articles.en, { version });
  await sleep(300);
  await other.query('SELECT FROM working_copy WHERE article_id = $1 FOR UPDATE', [articles.en]);
  await other.query('ROLLBACK');
  expect(await publishing).toMatchObject({ ok: true });
  const told = { resourceId: String(articles.en), event: 'article.published' };
  expect(await database().auditEntry.count({ where: told })).toBe(1);
}, 20_000);

it('a statement by itself that PostgreSQL ends in a deadlock is done again', async () => {
  const [one, two] = await Promise.all(
    ['one', 'two'].map((slug) => createStory({ slugs: { en: slug }, state: 'draft' })),
  );
  const [first = 0, second = 0] = [one?.articles.en, two?.articles.en];
  // PostgreSQL ends whoever finds the deadlock, which is whoever looks first.
  await other.query("BEGIN; SET LOCAL deadlock_timeout = '10s'");
  await other.query('SELECT FROM article WHERE id = $1 FOR UPDATE', [second]);
  // In this order, in one statement.
  const renaming = database().$executeRaw`
    WITH earlier AS MATERIALIZED (UPDATE article SET source = 'Agency' WHERE id = ${first} RETURNING id)
    UPDATE article SET source = 'Agency' WHERE id = ${second} AND EXISTS (SELECT FROM earlier)`;
  const renamed = renaming.then((count) => count);
  await sleep(300);
  const locked = other.query('SELECT FROM article WHERE id = $1 FOR UPDATE', [first]);
  await locked;
  await other.query('COMMIT');
  expect(await renamed).toBe(1);
  const sources = await database().article.findMany({
    where: { id: { in: [first, second] } },
    select: { source: true },
  });
  expect(sources).toEqual([{ source: 'Agency' }, { source: 'Agency' }]);
}, 20_000);
