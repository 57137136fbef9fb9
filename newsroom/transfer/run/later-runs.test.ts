import { beforeAll, describe, expect, it } from 'vitest';
import { type Entry, exportFile, importFile, post, SITE } from '#e2e/export-file';
import { readTables } from '#e2e/table-rows';
import { actorFor, createSiteSettings, createStory } from '#e2e/test-data';
import { publishArticle } from '#newsroom/editing/publish-article';
import { saveText } from '#newsroom/editing/save-text';
import { indexArticles } from '#newsroom/search/index-articles';
import { undoImport } from '#newsroom/transfer/undo/undo-import';
import { database } from '#platform/database';

/** What a run always writes, and what tells of changes. */
const OF_RUNS = ['import', 'import_item', 'outbox', 'audit_entry'];

const rowsNow = async () => {
  while ((await indexArticles(1_000)) > 0);
  return readTables(String(process.env.DATABASE_URL), OF_RUNS);
};

const ENTRIES: Entry[] = [
  SITE,
  { kind: 'author', id: 'a', slug: 'bella', name: 'Bella', addresses: [] },
  { kind: 'term', id: 'c', taxonomy: 'category', slug: 'sport', name: 'Sport', addresses: [] },
  { kind: 'term', id: 'w', taxonomy: 'tag', slug: 'water', name: 'Water', addresses: [] },
  post('1', { authors: ['a'], terms: ['c', 'w'], translationGroup: 'g' }),
  post('2', { language: 'ru', title: 'Вторая', translationGroup: 'g' }),
  post('3', { status: 'draft' }),
  post('4', { terms: ['w'] }),
  post('5', { kind: 'page', slug: 'contacts' }),
];

/** The same with other words in some of them. */
const newer = (...ids: string[]): Entry[] =>
  ENTRIES.map((entry) =>
    entry.kind !== 'site' && ids.includes(entry.id) && 'text' in entry
      ? { ...entry, text: { format: 'html', html: `<p>Newer words of ${entry.id}.</p>` }, authors: ['a'], terms: ['c'] }
      : entry,
  );

const articleOf = async (id: string) => {
  const found = await database().importedItem.findFirstOrThrow({ where: { kind: 'post', sourceId: id } });
  return database().article.findUniqueOrThrow({
    where: { id: Number(found.resourceId) },
    include: { workingCopy: true, revisions: true, story: { include: { tags: true, authors: true } } },
  });
};

async function edit(id: number, headline: string) {
  const editor = await actorFor('editor');
  const copy = await database().workingCopy.findUniqueOrThrow({ where: { articleId: id } });
  const body = [{ type: 'paragraph' as const, text: [{ text: 'Written here.' }] }];
  const text = { headline, standfirst: '', body, source: 'Paper' };
  const saved = await saveText(editor, id, { text, base: copy.version, isExplicit: true });
  if (!saved.ok) throw new Error(saved.why);
  return publishArticle(editor, id, { version: saved.version });
}

beforeAll(async () => {
  await createSiteSettings();
  await createStory({ slugs: { en: 'ours' } });
});

describe('a second run', () => {
  it('changes nothing and announces nothing', async () => {
    const path = exportFile(ENTRIES);
    await importFile(path);
    const before = await rowsNow();
    const outbox = await database().outboxEntry.count();
    const { report, id } = await importFile(path);
    expect(report).toMatchObject({ items: 8, taken: 0, changed: 0, leftOut: 8, reasons: { unchanged: 8 } });
    expect(await rowsNow()).toEqual(before);
    expect(await database().outboxEntry.count()).toBe(outbox);
    expect((await database().import.findUniqueOrThrow({ where: { id } })).state).toBe('done');
    const event = { event: 'import.finished', resourceId: String(id), title: 'export.jsonl', actorId: null };
    expect(await database().auditEntry.findFirst({ orderBy: { id: 'desc' } })).toMatchObject(event);
  });
});

describe('a newer export', () => {
  it('changes what nobody has changed here, keeps the text that was, and can be undone', async () => {
    await edit((await articleOf('4')).id, 'A headline of ours');
    const before = await rowsNow();
    const outbox = await database().outboxEntry.count();
    const { report, id } = await importFile(exportFile(newer('1', '4', '5')));
    expect(report).toMatchObject({ taken: 2, changed: 0, reasons: { unchanged: 5, 'edited-here': 1, updated: 2 } });
    expect(await database().outboxEntry.count()).toBe(outbox + 1);
    const changed = await articleOf('1');
    expect(changed).toMatchObject({ slug: 'story-1', bodyText: 'Newer words of 1.', state: 'published' });
    expect(changed.workingCopy).toMatchObject({ bodyText: 'Newer words of 1.', version: 2, publishedVersion: 2 });
    expect(changed.revisions.map(({ version, kind }) => [version, kind])).toEqual([[1, 'replaced']]);
    expect((await articleOf('4')).headline).toBe('A headline of ours');
    expect(await undoImport(database(), id, () => {})).toEqual({ ok: true, undone: 2, kept: 0 });
    expect(await rowsNow()).toEqual(before);
  });

  it('may publish what was a draft, and withdraws what is no longer to be seen', async () => {
    const entries = ENTRIES.map((entry) =>
      entry.kind !== 'post'
        ? entry
        : entry.id === '3'
          ? { ...entry, status: 'published' as const }
          : entry.id === '1'
            ? { ...entry, status: 'private' as const }
            : entry,
    );
    const { id } = await importFile(exportFile(entries));
    expect((await articleOf('3')).state).toBe('published');
    expect((await articleOf('1')).state).toBe('withdrawn');
    await undoImport(database(), id, () => {});
    expect((await articleOf('3')).state).toBe('draft');
    expect((await articleOf('1')).state).toBe('published');
  });

  it('does not bring back what was deleted here', async () => {
    const article = await articleOf('3');
    await database().article.update({ where: { id: article.id }, data: { removedAt: new Date() } });
    const { report, id } = await importFile(exportFile(newer('3')));
    expect(report.reasons).toEqual({ unchanged: 7, 'deleted-here': 1 });
    await undoImport(database(), id, () => {});
    await database().article.update({ where: { id: article.id }, data: { removedAt: null } });
  });

  it('adds a translation to its story', async () => {
    const { report, id } = await importFile(
      exportFile([...ENTRIES, post('6', { language: 'hy', title: 'Երրորդ', translationGroup: 'g' })]),
    );
    expect(report).toMatchObject({ taken: 1, leftOut: 8 });
    expect((await articleOf('6')).storyId).toBe((await articleOf('1')).storyId);
    await undoImport(database(), id, () => {});
  });
});

describe('undoing an import', () => {
  it('is refused while a later one of the site stands, and for one that is none', async () => {
    const [first] = await database().import.findMany({ where: { state: 'done' }, orderBy: { id: 'asc' } });
    const { id } = await importFile(exportFile([SITE, post('99', { language: 'hy', title: 'Վերջին' })]));
    expect(await undoImport(database(), first?.id ?? 0, () => {})).toEqual({ ok: false, why: 'later-import' });
    expect(await undoImport(database(), 0, () => {})).toEqual({ ok: false, why: 'not-found' });
    expect(await undoImport(database(), id, () => {})).toMatchObject({ ok: true, undone: 1 });
    expect(await undoImport(database(), id, () => {})).toEqual({ ok: false, why: 'not-found' });
  });

  it('is refused after thirty days', async () => {
    const { id } = await importFile(exportFile([SITE, post('98')]));
    await database().import.update({ where: { id }, data: { startedAt: new Date(Date.now() - 31 * 86_400_000) } });
    expect(await undoImport(database(), id, () => {})).toEqual({ ok: false, why: 'too-old' });
    await database().import.update({ where: { id }, data: { startedAt: new Date() } });
    await undoImport(database(), id, () => {});
  });

  it('leaves the database as it was, and what was changed here since', async () => {
    const site = { ...SITE, address: 'https://other.example' } as Entry;
    const mine = ENTRIES.map((entry) =>
      'slug' in entry
        ? { ...entry, slug: `other-${entry.slug}`, addresses: [`/other/${entry.kind}/${entry.slug}/`] }
        : entry,
    );
    const before = await rowsNow();
    const outbox = await database().outboxEntry.count();
    const { id } = await importFile(exportFile([site, ...mine.slice(1)]));
    await undoImport(database(), id, () => {});
    expect(await rowsNow()).toEqual(before);
    expect(await database().outboxEntry.count()).toBe(outbox + 2);
    expect(await database().auditEntry.count({ where: { event: 'import.undone', resourceId: String(id) } })).toBe(1);

    const again = await importFile(exportFile([site, ...mine.slice(1)]));
    const found = await database().article.findFirstOrThrow({ where: { slug: 'other-story-1', language: 'en' } });
    await edit(found.id, 'Ours by now');
    expect(await undoImport(database(), again.id, () => {})).toMatchObject({ ok: true, kept: 3 });
    expect(await database().article.count({ where: { slug: { startsWith: 'other-' } } })).toBe(1);
  });
});
