import { existsSync, mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import sharp from 'sharp';
import { type OwnServer, startOwnServer, type Web } from '#e2e/own-server';
import { plain } from '#e2e/plain-request';
import { actorFor, createStory } from '#e2e/test-data';
import { findAudio } from '#newsroom/audio/find-audio';
import { addPicture } from '#newsroom/media/add-picture';
import { database } from '#platform/database';
import { signQuestion } from '#platform/machine-signature';
import { anyPort } from '#processes/supervisor/free-port';
import { expect, test } from './browser-test.ts';

const AUTH_SECRET = 'a secret of all machines of this portal';

// One after the other: each starts web servers.
test.describe.configure({ mode: 'default', timeout: 240_000 });

let own: OwnServer;
test.beforeAll(async () => {
  own = await startOwnServer();
});
test.afterAll(() => own.close());

type Machine = { folder: string; port: number; web: Web };

async function startMachine({
  folder = mkdtempSync(join(own.folder, 'machine-')),
  port = 0,
  environment = {},
}: {
  folder?: string;
  port?: number;
  environment?: Record<string, string>;
} = {}): Promise<Machine> {
  const at = port || (await anyPort());
  const machineUrl = `http://127.0.0.1:${at}`;
  const web = await own.startWeb({
    DATA_DIR: folder,
    PORT: String(at),
    MACHINE_URL: machineUrl,
    AUTH_SECRET,
    ...environment,
  });
  const isThere = async () => (await database().machine.count({ where: { address: machineUrl } })) === 1;
  await expect.poll(() => own.onStage(isThere), { timeout: 30_000 }).toBe(true);
  return { folder, port: at, web };
}

/** Adds a picture in the newsroom, on a machine's disk. `colour` makes it another one. */
async function add(folder: string, colour: string): Promise<string> {
  const usual = process.env.DATA_DIR;
  process.env.DATA_DIR = folder;
  try {
    return await own.onStage(async () => {
      const bytes = await sharp({ create: { width: 900, height: 600, channels: 3, background: colour } })
        .png()
        .toBuffer();
      const added = await addPicture(await actorFor('editor'), bytes, { fileName: `${colour}.png` });
      if (!added.ok) throw new Error(added.why);
      return added.id;
    });
  } finally {
    process.env.DATA_DIR = usual;
  }
}

const get = (machine: Machine, id: string, size: string) => plain(`${machine.web.origin}/media/${id}/${size}`);

test('a picture is on every machine, whichever it was added on; what only a stopped one has is asked for later', async () => {
  const first = await startMachine();
  const second = await startMachine();
  const id = await add(first.folder, 'teal');

  // Both make this size from the same master.
  await rm(join(first.folder, 'media', id, 'wide-640.webp'));
  const [there, here] = [await get(first, id, 'wide-640.webp'), await get(second, id, 'wide-640.webp')];
  expect([there.status, here.status, here.body.equals(there.body)]).toEqual([200, 200, true]);
  expect(here.headers['cache-control']).toBe('public, max-age=31536000, immutable');

  const master = `${id}/master.jpg`;
  const ask = (authorization: string) =>
    plain(`${first.web.origin}/media/machines/${master}`, { authorization }).then(({ status }) => status);
  expect(await ask(`Machine ${'0'.repeat(64)}`)).toBe(403);
  // The key of this process is another one.
  expect(await ask(`Machine ${signQuestion(master)}`)).toBe(403);
  expect((await get(first, id, 'master.jpg')).status).toBe(404);

  const bare = await add(first.folder, 'olive');
  await rm(join(first.folder, 'media', bare), { recursive: true });
  const nobody = await get(second, bare, 'wide-640.webp');
  expect([nobody.status, nobody.headers['cache-control']]).toEqual([404, 'no-store']);

  await first.web.stop();
  const late = await add(first.folder, 'navy');
  const away = await get(second, late, 'wide-640.webp');
  expect([away.status, away.headers['retry-after'], away.headers['cache-control']]).toEqual([503, '5', 'no-store']);
  expect((await get(second, late, 'wide-640.jpg')).status).toBe(503);
  expect((await get(second, id, 'wide-640.webp')).status).toBe(200);
  // Not made before, from what was fetched.
  expect((await get(second, id, 'square-192.jpg')).status).toBe(200);
  expect(second.web.log().match(/a machine cannot be asked for files/g)).toHaveLength(1);

  const again = await startMachine(first);
  await expect.poll(async () => (await get(second, late, 'wide-640.webp')).status, { timeout: 60_000 }).toBe(200);
  expect(second.web.log()).toContain('a machine can be asked for files again');
  expect([await again.web.stop(), await second.web.stop()]).toEqual([0, 0]);
});

test('a story that one machine has had read aloud is heard on the others', async () => {
  const first = await startMachine({ environment: { SPEECH_COMMAND: resolve('e2e/speak.mjs') } });
  const second = await startMachine();
  const { articles } = await own.onStage(() => createStory({ slugs: { en: 'heard-elsewhere' } }));
  const find = () => own.onStage(() => findAudio(articles.en));
  await expect.poll(find, { timeout: 60_000 }).not.toBeNull();
  const address = (await find())?.address ?? '';
  expect(existsSync(join(second.folder, address))).toBe(false);
  const [here, there] = await Promise.all(
    [first, second].map(({ web }) => plain(web.origin + address, { range: 'bytes=0-99' })),
  );
  expect([here?.status, there?.status, there?.headers['content-type']]).toEqual([206, 206, 'audio/mpeg']);
  expect(there?.body.equals(here?.body ?? Buffer.alloc(0))).toBe(true);
  expect(existsSync(join(second.folder, address))).toBe(true);
  for (const { web } of [first, second]) await web.stop();
});

test('a machine without MACHINE_URL asks nobody, and tells nobody', async () => {
  const alone = { folder: mkdtempSync(join(own.folder, 'alone-')), port: 0 };
  const first = await startMachine();
  const web = await own.startWeb({ DATA_DIR: alone.folder, AUTH_SECRET });
  const id = await add(first.folder, 'pink');
  expect((await get({ ...alone, web }, id, 'wide-640.webp')).status).toBe(404);
  expect((await plain(`${web.origin}/media/machines/${id}/master.jpg`)).status).toBe(404);
  expect(await own.onStage(() => database().machine.count({ where: { address: { contains: web.origin } } }))).toBe(0);
});
