import fc from 'fast-check';
import { beforeAll, expect, it } from 'vitest';
import { type Entry, exportFile, importFile, SITE } from '#e2e/export-file';
import { createSiteSettings } from '#e2e/test-data';
import { undoImport } from '#newsroom/transfer/undo/undo-import';
import { database } from '#platform/database';

// Whatever an export holds: every item ends in one of three ways, nothing throws, and what was hidden stays hidden.

const id = fc.constantFrom('1', '2', '3', '4', '5', 'six', '7/8', '９');
const word = fc.oneof(
  fc.constantFrom('', ' ', 'story-1', 'Story', 'Ստորի', 'news', 'region', 'a'.repeat(400)),
  fc.string({ unit: 'binary' }),
);
const addresses = fc.array(fc.webPath(), { maxLength: 3 }).map((paths) => paths.map((path) => path || '/'));
const language = fc.option(fc.constantFrom('en', 'ru', 'hy_AM', 'ka', 'xx', ''), { nil: undefined });
const group = fc.option(fc.constantFrom('g', 'h'), { nil: undefined });
const time = fc.option(fc.date({ noInvalidDate: true, min: new Date('1900-01-01'), max: new Date('2200-01-01') }), {
  nil: undefined,
});

const item = fc.oneof(
  fc.record({
    kind: fc.constant('author' as const),
    id,
    slug: word,
    name: word,
    biography: fc.option(word, { nil: undefined }),
    addresses,
  }),
  fc.record({
    ...{ kind: fc.constant('term' as const), id, taxonomy: fc.constantFrom('category' as const, 'tag' as const) },
    ...{ slug: word, name: word, language, translationGroup: group, addresses },
  }),
  fc.record({
    kind: fc.constant('media' as const),
    id,
    address: fc.webUrl(),
    alt: fc.option(word, { nil: undefined }),
    addresses,
  }),
  fc.record({
    ...{ kind: fc.constantFrom('post' as const, 'page' as const), id, slug: word, title: word, standfirst: word },
    text: word.map((html) => ({ format: 'html' as const, html })),
    status: fc.constantFrom('published', 'scheduled', 'draft', 'in-review', 'private', 'password', 'trash'),
    ...{ publishedAt: time, changedAt: time, language, translationGroup: group },
    authors: fc.array(id, { maxLength: 3 }),
    terms: fc.array(id, { maxLength: 4 }),
    lead: fc.option(id, { nil: undefined }),
    format: fc.option(fc.constantFrom('video', 'gallery', 'interview', 'opinion'), { nil: undefined }),
    addresses,
  }),
  fc.record({ kind: fc.constant('other' as const), id, type: word, title: word }),
) as fc.Arbitrary<Entry>;

beforeAll(async () => {
  await createSiteSettings();
});

it('ends every item as taken, changed or left out, as its dry run says', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(item, { maxLength: 25 }), async (items) => {
      const path = exportFile([SITE, ...items]);
      const planned = await importFile(path, { isDryRun: true });
      await database().import.delete({ where: { id: planned.id } });
      const { id: importId, report } = await importFile(path);
      expect(report.items).toBe(items.length);
      expect(report.taken + report.changed + report.leftOut).toBe(items.length);
      expect(report.words.kept).toBeLessThanOrEqual(report.words.source);
      expect({ ...report, reasons: {} }).toEqual({ ...planned.report, reasons: {} });
      const hidden = await database().article.count({
        where: { state: { in: ['published', 'scheduled'] }, OR: [{ headline: '' }, { body: { equals: [] } }] },
      });
      expect(hidden).toBe(0);
      expect(await undoImport(database(), importId, () => {})).toMatchObject({ ok: true, kept: 0 });
      expect(await database().article.count()).toBe(0);
      expect(await database().tag.count()).toBe(2);
      expect(await database().author.count()).toBe(1);
      expect(await database().page.count()).toBe(0);
    }),
    { numRuns: 40 },
  );
}, 120_000);
