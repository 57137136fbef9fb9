import { Client } from 'pg';
import { beforeAll, expect, it } from 'vitest';
import { exportFile, importFile, post, SITE } from '#e2e/export-file';
import { createSiteSettings, createStory } from '#e2e/test-data';
import { undoImport } from '#newsroom/transfer/undo/undo-import';
import { database } from '#platform/database';

beforeAll(() => createSiteSettings());

it('is obeyed by every trigger that announces: by its condition, or by its function', async () => {
  const loud = await database().$queryRaw`
    SELECT tgname, tgrelid::regclass::text FROM pg_trigger
    WHERE NOT tgisinternal AND tgname LIKE 'announce%' AND pg_get_triggerdef(oid) NOT LIKE '%portal.quiet%'
      AND pg_get_functiondef(tgfoid) NOT LIKE '%portal.quiet%'`;
  expect(loud).toEqual([]);
});

it('has no trigger that writes to the outbox under another name', async () => {
  const others = await database().$queryRaw`
    SELECT tgname, tgrelid::regclass::text FROM pg_trigger JOIN pg_proc ON pg_proc.oid = tgfoid
    WHERE NOT tgisinternal AND tgname NOT LIKE 'announce%' AND prosrc ~ 'outbox|announce' AND prosrc !~ 'pg_notify'`;
  expect(others).toEqual([]);
});

it('tells another machine of an import, and of its undoing, once each', async () => {
  const other = new Client({ connectionString: String(process.env.DATABASE_URL) });
  await other.connect();
  const { rows } = await other.query<{ channel: string }>(`
    SELECT DISTINCT (regexp_matches(prosrc, 'pg_notify\\(''([a-z_]+)''', 'g'))[1] AS channel FROM pg_proc`);
  expect(rows.map(({ channel }) => channel)).toContain('outbox');
  const heard: string[] = [];
  other.on('notification', ({ channel }) => heard.push(channel));
  for (const { channel } of rows) await other.query(`LISTEN "${channel}"`);
  // Notifications come with the answer to the next question at the latest.
  const heardSoFar = async () => {
    await other.query('SELECT 1');
    return heard.splice(0);
  };
  await createStory({ slugs: { en: 'ours' } });
  expect((await heardSoFar()).length).toBeGreaterThan(0);
  const text = (n: number) => ({ format: 'html' as const, html: `<p>See <a href="/?p=${n + 1}">the next</a>.</p>` });
  const { id } = await importFile(
    exportFile([
      SITE,
      { kind: 'author', id: 'a', slug: 'bella', name: 'Bella', addresses: ['/author/bella/'] },
      { kind: 'term', id: 't', taxonomy: 'tag', slug: 'water', name: 'Water', addresses: ['/tag/water/'] },
      ...Array.from({ length: 450 }, (_, n) => post(`${n}`, { authors: ['a'], terms: ['t'], text: text(n) })),
      post('page', { kind: 'page', addresses: ['/page/'] }),
    ]),
  );
  expect(await heardSoFar()).toEqual(['outbox']);
  await undoImport(database(), id, () => {});
  expect(await heardSoFar()).toEqual(['outbox']);
  await other.end();
}, 60_000);
