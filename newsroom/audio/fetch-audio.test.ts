import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest';
import { createSiteSettings, createStory } from '#e2e/test-data';
import { audioFile } from '#newsroom/audio/audio-file';
import { fetchAudio } from '#newsroom/audio/fetch-audio';
import { removeStrayAudio } from '#newsroom/audio/remove-stray-audio';
import { registerMachine } from '#newsroom/media/machines';
import { database } from '#platform/database';
import { hasFile, readStoredFile, storeFile } from '#platform/files';
import { isOurQuestion, signAnswer } from '#platform/machine-signature';

const HASH = '0123456789abcdef0123';
const BYTES = new TextEncoder().encode('a story, read aloud');
const folder = mkdtempSync(join(tmpdir(), 'portal-fetch-audio-'));

vi.stubEnv('AUTH_SECRET', 'a secret of all machines of a portal');
vi.stubEnv('MACHINE_URL', 'http://10.0.0.1:3000');
vi.stubEnv('DATA_DIR', folder);

let asked: string[] = [];
const servers: Server[] = [];
let number = 0;

beforeAll(() => createSiteSettings());
afterEach(async () => {
  asked = [];
  await database().machine.deleteMany();
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Another machine that has these bytes for whatever it is asked for, or is too slow to say. */
async function startMachine(bytes: Uint8Array | undefined, isBroken = false): Promise<void> {
  const server = createServer((request, response) => {
    const file = String(request.url).replace('/media/machines/', '');
    asked.push(file);
    expect(isOurQuestion(file, String(request.headers.authorization).replace('Machine ', ''))).toBe(true);
    if (isBroken) return response.destroy();
    response.writeHead(bytes ? 200 : 404, { 'x-machine-signature': signAnswer(file, bytes) }).end(bytes);
  });
  servers.push(server);
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  await registerMachine(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
}

/** An article with an audio that another machine has made. */
async function heard(): Promise<number> {
  const { articles } = await createStory({ slugs: { en: `heard-elsewhere-${++number}` } });
  await database().storyAudio.create({
    data: {
      ...{ articleId: articles.en, language: 'en', publishedAt: new Date(), version: 1, hash: HASH },
      ...{ bytes: BYTES.length, seconds: 3, state: 'made' },
    },
  });
  return articles.en;
}

it('is fetched from the machine that has it and kept, once for all who ask at a time', async () => {
  const name = audioFile(await heard(), HASH);
  await startMachine(undefined);
  await startMachine(BYTES);
  const outcomes = await Promise.all([1, 2, 3].map(() => fetchAudio(name)));
  expect(outcomes).toEqual(['created', 'created', 'created']);
  expect(asked.length).toBeLessThanOrEqual(2);
  expect(await readStoredFile(name)).toEqual(new Uint8Array(BYTES));
});

it('is nowhere where nobody has it, or has another file; a machine that cannot be asked may have it', async () => {
  const name = audioFile(await heard(), HASH);
  expect(await fetchAudio(name)).toBe('not-found');
  await startMachine(undefined);
  await startMachine(BYTES.slice(1));
  expect(await fetchAudio(name)).toBe('not-found');
  expect(await hasFile(name)).toBe(false);
  await startMachine(undefined, true);
  expect(await fetchAudio(name)).toBe('away');
});

it('is asked for only where a story has it', async () => {
  const article = await heard();
  await startMachine(BYTES);
  for (const name of [
    audioFile(article, 'f'.repeat(20)),
    audioFile(999_999_999, HASH),
    '../secret/story.mp3',
    'a/b.mp3',
  ])
    expect(await fetchAudio(name)).toBe('not-found');
  vi.stubEnv('MACHINE_URL', undefined);
  expect(await fetchAudio(audioFile(article, HASH))).toBe('not-found');
  vi.stubEnv('MACHINE_URL', 'http://10.0.0.1:3000');
  expect(asked).toEqual([]);
});

it('that no story has any more goes from the disk, and nothing else', async () => {
  const [kept, gone, making] = [await heard(), await heard(), await heard()];
  const others = ['f'.repeat(20), '0'.repeat(20)] as const;
  const files = [
    audioFile(kept, HASH),
    audioFile(gone, HASH),
    audioFile(kept, others[0]),
    audioFile(making, others[1]),
    audioFile(888_888, HASH),
    'audio-book/story.mp3',
    `${HASH}/master.jpg`,
  ];
  for (const name of files) await storeFile(name, BYTES);
  await database().storyAudio.delete({ where: { articleId: gone } });
  await database().storyAudio.update({ where: { articleId: making }, data: { making: others[1] } });
  const there = async () => (await Promise.all(files.map(hasFile))).map(Number).join('');
  vi.stubEnv('MACHINE_URL', undefined);
  await removeStrayAudio(2);
  expect(await there()).toBe('1111111');
  vi.stubEnv('MACHINE_URL', 'http://10.0.0.1:3000');
  await removeStrayAudio(2);
  expect(await there()).toBe('1001011');
});
