import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { exportFile, importFile, post, SITE } from '#e2e/export-file';
import { entriesAt, sampleFolder } from '#e2e/export-files';
import { createSiteSettings } from '#e2e/test-data';
import { openSource } from '#newsroom/transfer/source/open-source';
import { database } from '#platform/database';

// Exports that strangers made, where they are to be had, and one of our own, imported as a person would, one after
// another into one paper.

const own = { name: 'our own', path: exportFile([SITE, post('1'), post('2', { status: 'private' })]) };

const strangers = ['wordpress', 'ghost', 'feeds'].flatMap((system) => {
  const folder = sampleFolder(system);
  const names = folder ? readdirSync(folder).filter((name) => /\.(xml|json|rss|atom)$/.test(name)) : [];
  return names.sort().map((name) => ({ name, path: join(String(folder), name) }));
});

const samples = [own, ...strangers];

async function whereIs(word: string): Promise<string[]> {
  const tables = await database().$queryRaw<{ table: string; found: string }[]>`
    SELECT c.oid::regclass::text AS table, (xpath('/row/n/text()', query_to_xml(format(
      'SELECT count(*) AS n FROM %s t WHERE t::text ILIKE %L', c.oid::regclass, ${`%${word}%`}::text), false, true, '')
    ))[1]::text AS found
    FROM pg_class c WHERE c.relkind = 'r' AND c.relnamespace IN ('public'::regnamespace, 'search'::regnamespace)`;
  return tables.filter(({ found }) => found !== '0').map(({ table }) => table);
}

beforeAll(() => createSiteSettings());

describe('samples', () => {
  for (const { name, path } of samples) {
    it(`${name}: each item ends in one way, a dry run says which, and a second run changes nothing`, async () => {
      const source = await openSource(path);
      if (!source.ok) return expect(source.detail).not.toBe('');
      source.close();
      const entries = await entriesAt(path);
      const items = entries.filter(({ kind }) => kind !== 'site' && kind !== 'problem').length;
      const plan = (await importFile(path, { isDryRun: true })).report;
      const { report } = await importFile(path);
      expect(report.taken + report.changed + report.leftOut).toBe(report.items);
      expect(report.items).toBe(items);
      expect(plan).toEqual(report);
      expect(report.words.kept).toBeLessThanOrEqual(report.words.source);
      const rows = () => database().$queryRaw`SELECT id, headline, body, state, published_at FROM article ORDER BY id`;
      const before = await rows();
      const again = (await importFile(path)).report;
      expect(await rows()).toEqual(before);
      expect(again.taken + again.changed + again.leftOut).toBe(items);
    }, 60_000);
  }

  it('leave no secret behind', async () => {
    expect(await whereIs('CANARY')).toEqual([]);
  });

  it('publish nothing that was not published there', async () => {
    const states = await database().$queryRaw<{ status: string; state: string }[]>`
      SELECT DISTINCT i.payload->>'status' AS status, a.state::text AS state
      FROM imported_item m JOIN import_item i ON i.import_id = m.import_id AND i.kind = m.kind AND i.source_id = m.source_id
      JOIN article a ON m.resource = 'article' AND a.id = m.resource_id::integer
      WHERE m.is_own`;
    expect(states.filter(({ status, state }) => status !== 'published' && state === 'published')).toEqual([]);
    expect(states.some(({ state }) => state === 'published')).toBe(true);
  });
});
