import { existsSync, mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Entry, exportFile, post, SITE, upload } from '#e2e/export-file';
import { HTML, html, sitemap, storyPage } from '#e2e/former-site';
import { actorFor, createSiteSettings } from '#e2e/test-data';
import { startWireServer } from '#e2e/wire-server';
import type { Actor } from '#newsroom/permissions/actor';
import { createAddressImport } from '#newsroom/transfer/manage/create-address-import';
import { createImport, findUploadTrouble } from '#newsroom/transfer/manage/create-import';
import { findImport } from '#newsroom/transfer/manage/find-import';
import { findImportItem } from '#newsroom/transfer/manage/find-import-item';
import { deleteOldUploads, uploadPath, uploadsFolder } from '#newsroom/transfer/manage/import-uploads';
import { listImportItems } from '#newsroom/transfer/manage/list-import-items';
import { listImports } from '#newsroom/transfer/manage/list-imports';
import { mapImport } from '#newsroom/transfer/manage/map-import';
import { mappedOptions } from '#newsroom/transfer/manage/mapped-options';
import { runningImport } from '#newsroom/transfer/manage/running-import';
import {
  continueImport,
  planFetched,
  startImport,
  startUndo,
  stopFetching,
} from '#newsroom/transfer/manage/start-import';
import { workOnImport } from '#newsroom/transfer/manage/work-on-import';
import { importOptions } from '#newsroom/transfer/run/import-options';
import { ADVISORY_LOCKS } from '#platform/advisory-locks';
import { database } from '#platform/database';

const ENTRIES: Entry[] = [
  SITE,
  { kind: 'author', id: 'a', slug: 'bella', name: 'Bella', addresses: [] },
  { kind: 'term', id: 'c', taxonomy: 'category', slug: 'sport', name: 'Sport', addresses: [] },
  { kind: 'term', id: 'u', taxonomy: 'category', slug: 'uncategorized', name: 'Uncategorized', addresses: [] },
  post('1', { authors: ['a'], terms: ['c'] }),
  post('2', { language: 'fr', terms: ['u'] }),
  post('3', { status: 'private' }),
];

const folder = mkdtempSync(join(tmpdir(), 'news-portal-uploads-'));
const usual = process.env.DATA_DIR;
let admin: Actor;

beforeAll(async () => {
  process.env.DATA_DIR = folder;
  await createSiteSettings();
  admin = await actorFor('administrator');
});
afterAll(() => {
  process.env.DATA_DIR = usual;
  rmSync(folder, { recursive: true });
});

async function begin(entries: readonly Entry[]): Promise<number> {
  const begun = await createImport(admin, {
    upload: upload(exportFile(entries)),
    fileName: 'export.jsonl',
    options: importOptions.parse({}),
  });
  if (!begun.ok) throw new Error(begun.why);
  return begun.id;
}

/** The import when no process is at it any more, and none has the lock. */
async function settled(id: number) {
  for (;;) {
    const isRunning = await runningImport();
    const found = await findImport(id);
    const [lock] = await database().$queryRaw<{ held: number }[]>`
      SELECT count(*)::int AS held FROM pg_locks
      WHERE locktype = 'advisory' AND objid = ${ADVISORY_LOCKS.import}::integer AND classid = 0
        AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`;
    if (found && !isRunning && lock?.held === 0) return found;
    await sleep(50);
  }
}

const eventsOf = (id: number) =>
  database().auditEntry.findMany({
    where: { resource: 'import', resourceId: String(id) },
    orderBy: { id: 'asc' },
    select: { event: true, title: true, actorName: true },
  });

describe('an import in the newsroom', () => {
  it('is planned, mapped, planned again, imported and undone, by a process of its own', async () => {
    const id = await begin(ENTRIES);
    const planned = await settled(id);
    expect([planned.state, planned.trouble]).toEqual(['planned', null]);
    expect(planned.report).toMatchObject({ items: 6, leftOut: 2, reasons: { 'language-not-on': 1, private: 1 } });
    expect(planned.report?.choices).toMatchObject({
      categories: [
        { id: 'c', name: 'Sport', became: '/en/tag/sport' },
        { id: 'u', became: '', reasons: ['uncategorized'] },
      ],
      authors: [{ slug: 'bella', name: 'Bella' }],
      languages: [
        { code: 'en', items: 4 },
        { code: 'fr', items: 1 },
      ],
    });
    expect(await database().article.count()).toBe(0);

    const options = mappedOptions({
      ...{ section: 'region', language: 'en', category: ['c', 'u'], categoryTo: ['section:culture', 'nothing'] },
      ...{ author: ['bella'], authorTo: ['anna'], code: ['en', 'fr'], codeTo: ['en', 'ru'] },
    });
    if (!options) throw new Error('no options');
    expect(await mapImport(admin, id, options)).toEqual({ ok: true });
    const mapped = await settled(id);
    expect(mapped.report).toMatchObject({ items: 6, reasons: { 'mapped-to-nothing': 1, private: 1 } });
    expect(mapped.report?.choices?.categories[0]?.became).toBe('/en/culture');

    expect(await startImport(admin, id)).toEqual({ ok: true });
    const done = await settled(id);
    expect([done.state, done.trouble]).toEqual(['done', null]);
    expect(done.report?.taken).toBe(mapped.report?.taken);
    const articles = await database().article.findMany({
      orderBy: { headline: 'asc' },
      select: { language: true, story: { select: { section: true, authors: { select: { author: true } } } } },
    });
    expect(articles.map(({ language }) => language)).toEqual(['en', 'ru', 'en']);
    expect(articles[0]?.story.section.key).toBe('culture');
    expect(articles[0]?.story.authors.map(({ author }) => author.key)).toEqual(['anna']);
    expect(existsSync(uploadPath((await database().import.findUniqueOrThrow({ where: { id } })).upload ?? ''))).toBe(
      false,
    );

    expect(await startUndo(admin, id)).toEqual({ ok: true });
    expect((await settled(id)).state).toBe('undone');
    expect(await database().article.count()).toBe(0);
    expect(await eventsOf(id)).toEqual(
      [
        ['import.uploaded', admin.name],
        ['import.started', admin.name],
        ['import.finished', ''],
        ['import.undoStarted', admin.name],
        ['import.undone', ''],
      ].map(([event, actorName]) => ({ event, title: 'export.jsonl', actorName })),
    );
    expect((await listImports({}, 1)).imports).toMatchObject([{ id, state: 'undone', isRunning: false }]);
  }, 300_000);

  it('lists its items by outcome and reason, in pages, and shows a text beside its source', async () => {
    const id = await begin(ENTRIES);
    await settled(id);
    const first = await listImportItems(id, {}, 4);
    expect(first.items.map(({ sourceId }) => sourceId)).toEqual(['a', 'c', 'u', '1']);
    const rest = await listImportItems(id, { after: first.next ?? 0 }, 4);
    expect([rest.items.map(({ sourceId }) => sourceId), rest.next]).toEqual([['2', '3'], undefined]);
    const left = await listImportItems(id, { outcome: 'left-out', reason: 'language-not-on' }, 4);
    expect(left.items).toMatchObject([{ sourceId: '2', outcome: 'left-out', reasons: ['language-not-on'] }]);
    const text = await findImportItem(id, first.items[3]?.position ?? 0);
    expect(text).toMatchObject({ title: 'Story 1', language: 'en', source: expect.stringContaining('<p>The first') });
    expect(text?.body).toMatchObject([{ type: 'paragraph' }, { type: 'paragraph' }]);
    expect(await findImportItem(id, 0)).toBeNull();
  }, 300_000);

  it('goes on where it was cut short', async () => {
    const id = await begin([SITE, ...Array.from({ length: 30 }, (_, n) => post(`c${n}`))]);
    await settled(id);
    expect(await startImport(admin, id)).toEqual({ ok: true });
    await settled(id);
    // As a process that was killed in the middle leaves it.
    await database().import.update({ where: { id }, data: { state: 'undoing' } });
    expect(await findImport(id)).toMatchObject({ state: 'undoing', isRunning: false });
    expect(await continueImport(admin, id)).toEqual({ ok: true });
    expect((await settled(id)).state).toBe('undone');
  }, 300_000);

  it('is fetched from an address, stopped, gone on with, planned and imported', async () => {
    const site = await startWireServer();
    const places = ['/one', '/two', '/three', '/four'];
    site.say('/', html('', 'Front'), HTML);
    site.say('/sitemap.xml', sitemap(site, [...places, '/gone']));
    for (const place of places) site.say(place, storyPage(`Story ${place}`), HTML);
    const options = importOptions.parse({});
    const chief = await actorFor('chief');
    expect(await createAddressImport(chief, site.address('/'), options)).toMatchObject({ why: 'not-allowed' });
    for (const typed of ['', 'ftp://a.example/', 'https://me:secret@a.example/', 'no address'])
      expect(await createAddressImport(admin, typed, options)).toMatchObject({
        why: 'invalid',
        about: 'importAddress',
      });
    for (const typed of ['http://127.0.0.1/', 'http://[::1]/', 'http://10.0.0.7:8080/feed', 'http://localhost./'])
      expect(await createAddressImport(admin, typed, options)).toMatchObject({ about: 'privateAddress' });

    // The process finds no such host; what follows is done in its place, by a door to this machine.
    const begun = await createAddressImport(admin, site.address('/'), options);
    if (!begun.ok) throw new Error(begun.why);
    const { id } = begun;
    expect(await settled(id)).toMatchObject({
      state: 'fetching',
      trouble: 'site-unreachable',
      file: site.address('/'),
    });
    expect(await planFetched(admin, id)).toMatchObject({ why: 'wrong-state' });
    const told: unknown[] = [];
    const work = (isStopped: () => boolean) =>
      workOnImport(database(), id, {
        ...{ isStopped, fetchFile: async () => undefined, manners: { door: site.door, backOffMs: 5, attempts: 1 } },
        progress: (phase, done, total) => told.push([phase, done, total]),
      });
    expect(await stopFetching(chief, id)).toMatchObject({ why: 'not-allowed' });
    expect(await stopFetching(admin, id)).toEqual({ ok: true });
    expect(await database().import.findUnique({ where: { id } })).toMatchObject({ isStopping: true });
    expect(await work(() => told.length > 3)).toBe('stopped');
    expect(told.at(-1)).toEqual(['fetching', expect.any(Number), 5]);
    expect(await planFetched(admin, id)).toEqual({ ok: true });
    const some = await settled(id);
    expect([some.state, some.report?.source, some.report?.reasons['page-limit']]).toEqual([
      'planned',
      'site',
      expect.any(Number),
    ]);

    await database().import.update({ where: { id }, data: { state: 'fetching', items: 0 } });
    await database().importItem.deleteMany({ where: { importId: id } });
    expect(await work(() => false)).toBeUndefined();
    const planned = await findImport(id);
    expect(planned).toMatchObject({ state: 'planned', report: { leftOut: 1, reasons: { 'page-gone': 1 } } });
    expect(planned?.report?.details?.worst).toMatchObject([{ kind: 'other', reasons: ['page-gone'] }]);
    expect(site.asked.filter(({ path }) => places.includes(path))).toHaveLength(places.length);
    expect(await startImport(admin, id)).toEqual({ ok: true });
    expect((await settled(id)).state).toBe('done');
    expect(await database().article.count({ where: { headline: { startsWith: 'Story /' }, state: 'published' } })).toBe(
      4,
    );
    expect(await startUndo(admin, id)).toEqual({ ok: true });
    await settled(id);
    expect((await eventsOf(id))[0]).toMatchObject({ event: 'import.fetchStarted', actorName: admin.name });
    site.close();
  }, 300_000);

  it('says why it cannot go on', async () => {
    const id = await begin([SITE, post('gone')]);
    await settled(id);
    rmSync(uploadPath((await database().import.findUniqueOrThrow({ where: { id } })).upload ?? ''));
    expect(await startImport(admin, id)).toEqual({ ok: true });
    expect(await settled(id)).toMatchObject({ state: 'staging', trouble: 'file-gone' });
    expect(await startImport(admin, id)).toMatchObject({ ok: false, why: 'wrong-state' });
  }, 300_000);

  it('is refused for what is none, and nothing is left of it', async () => {
    const path = join(folder, 'holiday.txt');
    writeFileSync(path, 'Dear diary');
    const name = upload(path);
    const given = { upload: name, fileName: 'holiday.txt', options: importOptions.parse({}) };
    expect(await createImport(admin, given)).toMatchObject({ ok: false, why: 'not-an-export' });
    expect(existsSync(uploadPath(name))).toBe(false);
  });

  it('is refused for whoever may not, for unknown sections and authors', async () => {
    const chief = await actorFor('chief');
    expect(await findUploadTrouble(chief)).toBe('not-allowed');
    expect(await startImport(chief, 1)).toMatchObject({ why: 'not-allowed' });
    const id = await begin([SITE]);
    await settled(id);
    const unknown = (options: object) => mapImport(admin, id, importOptions.parse(options));
    expect(await unknown({ sections: { c: 'nowhere' } })).toMatchObject({ why: 'invalid', about: 'importSection' });
    expect(await unknown({ authors: { a: 'nobody' } })).toMatchObject({
      ...{ why: 'invalid', about: 'importAuthor' },
      values: { name: 'nobody' },
    });
  }, 300_000);

  it('is refused while another one runs', async () => {
    const id = await begin(ENTRIES);
    expect(await findUploadTrouble(admin)).toBe('busy');
    expect(await startImport(admin, id)).toMatchObject({ why: 'busy', about: 'import' });
    await settled(id);
    expect(await findUploadTrouble(admin)).toBeUndefined();
  }, 300_000);

  it('has its upload deleted in time', async () => {
    const names = ['new', 'new.part', 'old.part', 'ancient'];
    const ages = [1, 0.5, 2, 31];
    mkdirSync(uploadsFolder(), { recursive: true });
    for (const [index, name] of names.entries()) {
      writeFileSync(uploadPath(name), '');
      const time = Date.now() / 1_000 - (ages[index] ?? 0) * 86_400;
      utimesSync(uploadPath(name), time, time);
    }
    expect(await deleteOldUploads(1)).toBe(1);
    expect(await deleteOldUploads(10)).toBe(1);
    expect(names.map((name) => existsSync(uploadPath(name)))).toEqual([true, true, false, false]);
  });
});
