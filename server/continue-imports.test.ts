import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type Entry, exportFile, importFile, post, SITE, upload } from '#e2e/export-file';
import { readImportedContent } from '#e2e/table-rows';
import { actorFor, createSiteSettings } from '#e2e/test-data';
import type { Actor } from '#newsroom/permissions/actor';
import { continueCutShort } from '#newsroom/transfer/manage/continue-cut-short';
import { createImport } from '#newsroom/transfer/manage/create-import';
import { continueImport, startImport, startUndo } from '#newsroom/transfer/manage/start-import';
import { importOptions } from '#newsroom/transfer/run/import-options';
import { undoImport } from '#newsroom/transfer/undo/undo-import';
import { ADVISORY_LOCKS } from '#platform/advisory-locks';
import { database } from '#platform/database';
import { continueImports } from '#server/continue-imports';

const folder = mkdtempSync(join(tmpdir(), 'news-portal-continued-'));
const usual = process.env.DATA_DIR;
const url = String(process.env.DATABASE_URL);
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

const rowOf = (id: number) => database().import.findUniqueOrThrow({ where: { id } });

async function isAtWork(): Promise<boolean> {
  const [lock] = await database().$queryRaw<{ held: number }[]>`
    SELECT count(*)::int AS held FROM pg_locks
    WHERE locktype = 'advisory' AND objid = ${ADVISORY_LOCKS.import}::integer AND classid = 0 AND granted
      AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`;
  return lock?.held === 1;
}

/** Waits until an import has come to a state, and no process is at it any more. */
async function comesTo(id: number, state: string): Promise<void> {
  await vi.waitFor(
    async () => {
      expect(await rowOf(id)).toMatchObject({ state, progress: null, trouble: null });
      expect(await isAtWork()).toBe(false);
    },
    { timeout: 120_000, interval: 50 },
  );
}

/** The processes that work on an import for this one. */
function workers(): number[] {
  return execFileSync('ps', ['-eo', 'pid=,ppid=,args='], { encoding: 'utf8' })
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
    .filter(([, parent, ...args]) => parent === String(process.pid) && args.join(' ').includes('work-on-import.ts'))
    .map(([pid]) => Number(pid));
}

/** Kills the process that works on an import once something is so. */
async function killOnce(isSo: () => Promise<boolean>): Promise<void> {
  for (;;) {
    // One that is killed before it has the lock has not begun.
    const worker = (await isAtWork()) && (await isSo()) ? workers()[0] : undefined;
    if (worker !== undefined) {
      process.kill(worker, 'SIGKILL');
      await vi.waitFor(() => expect(workers()).not.toContain(worker), 10_000);
      return;
    }
    await sleep(10);
  }
}

const POSTS = 1_800;

function* madeUp(): Generator<Entry> {
  yield SITE;
  for (let n = 0; n < 40; n++)
    yield { kind: 'author', id: `a${n}`, slug: `author-${n}`, name: `Author ${n}`, addresses: [] };
  for (let n = 0; n < 90; n++)
    yield { kind: 'term', id: `t${n}`, taxonomy: 'tag', slug: `tag-${n}`, name: `Tag ${n}`, addresses: [] };
  for (let n = 0; n < POSTS; n++)
    yield post(`p${n}`, {
      ...{ language: ['en', 'ru', 'hy'][n % 3] ?? 'en', slug: `story-${n % 700}` },
      ...(n % 9 < 3 && { translationGroup: `g${Math.floor(n / 9)}` }),
      text: { format: 'html', html: `<p>Story ${n}, as <a href="/?p=p${(n * 7) % POSTS}">another</a> says.</p>` },
      ...{ authors: [`a${n % 40}`], terms: [`t${n % 90}`] },
    });
}

const counted = async (id: number) => {
  const [row] = await database().$queryRaw<{ items: number; ended: number; open: number; made: number }[]>`
    SELECT count(*)::integer AS items, count(outcome)::integer AS ended,
      (count(*) FILTER (WHERE has_open_links))::integer AS open,
      (SELECT count(*)::integer FROM imported_item WHERE import_id = ${id}) AS made
    FROM import_item WHERE import_id = ${id}`;
  if (!row) throw new Error('nothing was counted');
  return row;
};

describe('an import whose process is killed', () => {
  it('goes on by itself: ten times, from the dry run to its undoing, it has made what an unbroken run makes', async () => {
    const path = exportFile([...madeUp()]);
    const all = POSTS + 130;
    const loop = continueImports(50);
    const begun = await createImport(admin, {
      ...{ upload: upload(path), fileName: 'export.jsonl', options: importOptions.parse({}) },
    });
    if (!begun.ok) throw new Error(begun.why);
    const { id } = begun;
    let kills = 0;
    const kill = async (isSo: (now: Awaited<ReturnType<typeof counted>>) => boolean) => {
      await killOnce(async () => isSo(await counted(id)));
      kills++;
    };
    await kill(({ items }) => items > 0);
    await kill(({ ended }) => ended > 500);
    await comesTo(id, 'planned');

    expect(await startImport(admin, id)).toEqual({ ok: true });
    await kill(({ ended }) => ended < all);
    for (const part of [0.1, 0.3, 0.6, 0.9]) await kill(({ made }) => made > all * part);
    await kill(({ ended, open }) => ended === all && open < POSTS);
    await comesTo(id, 'done');
    const { report } = await rowOf(id);
    const broken = await readImportedContent(url);

    expect(await startUndo(admin, id)).toEqual({ ok: true });
    await kill(({ made }) => made < all * 0.8);
    await kill(({ made }) => made < all * 0.4);
    await comesTo(id, 'undone');
    expect(kills).toBe(10);
    await loop.stop();
    expect(await database().article.count()).toBe(0);

    const unbroken = await importFile(path);
    const expected = await readImportedContent(url);
    // The last of them is the report, which the newsroom keeps with what its page shows.
    expect(broken.slice(0, -1)).toEqual(expected.slice(0, -1));
    expect(report).toMatchObject(unbroken.report);
    await undoImport(database(), unbroken.id, () => {});
  }, 300_000);
});

describe('an import that nobody is at', () => {
  const cutShort = (said: object) =>
    database().import.create({
      data: {
        ...{ format: 'json-lines', file: 'export.jsonl', fileFingerprint: '00', options: {}, state: 'applying' },
        ...said,
      },
    });
  const file = () => upload(exportFile([SITE, post('1')]));

  it('is started by one process only', async () => {
    const { id } = await cutShort({ upload: file() });
    const started = await Promise.all([1, 2, 3, 4].map(() => continueCutShort()));
    expect(started.filter(Boolean)).toHaveLength(1);
    await comesTo(id, 'done');
  }, 60_000);

  it('is started when its machine went away in the middle, or just after it was asked for', async () => {
    for (const phase of ['importing', 'starting']) {
      const changedAt = new Date(Date.now() - 61_000);
      const { id } = await cutShort({ upload: file(), progress: { phase, done: 1, seconds: 1 }, changedAt });
      expect(await continueCutShort()).toBe(true);
      await comesTo(id, 'done');
    }
  }, 120_000);

  it.each([
    ['whose upload lies on another machine', { upload: 'elsewhere' }],
    ['that was begun on the command line', {}],
    ['that a process was just started for', { upload: 'here', progress: { phase: 'starting', done: 0, seconds: 0 } }],
    ['that waits for somebody', { upload: 'here', state: 'planned' }],
    ['that is stuck', { upload: 'here', trouble: 'no-progress' }],
    ['that cannot go on', { upload: 'here', trouble: 'no-section' }],
    ['that failed long ago', { upload: 'here', trouble: 'failed', changedAt: new Date(Date.now() - 4_000_000) }],
  ])('is left alone: %s', async (_, said) => {
    const given = 'upload' in said && said.upload === 'here' ? { ...said, upload: file() } : said;
    const { id } = await cutShort(given);
    expect(await continueCutShort()).toBe(false);
    await database().import.delete({ where: { id } });
  });

  it('is started three times where it gets no further, then stays and says so until somebody asks', async () => {
    // Its options are none, so that it fails each time.
    const { id } = await cutShort({ upload: file(), options: { nonsense: true }, trouble: 'failed' });
    const loop = continueImports(20);
    await vi.waitFor(
      async () => expect(await rowOf(id)).toMatchObject({ trouble: 'no-progress', restarts: 3 }),
      60_000,
    );
    await loop.stop();
    expect(await continueCutShort()).toBe(false);
    await database().import.update({ where: { id }, data: { options: {} } });
    expect(await continueImport(admin, id)).toEqual({ ok: true });
    await comesTo(id, 'done');
    expect(await rowOf(id)).toMatchObject({ restarts: 0 });
  }, 90_000);
});
