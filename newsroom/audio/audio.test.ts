import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ArticleBody } from '#blocks/body';
import { actorFor, createSiteSettings, createStory } from '#e2e/test-data';
import type { Language } from '#i18n/languages';
import { audioFile } from '#newsroom/audio/audio-file';
import { countAudioFailures } from '#newsroom/audio/count-failures';
import { findAudio } from '#newsroom/audio/find-audio';
import { makeNextAudio } from '#newsroom/audio/make-next-audio';
import { mp3Seconds } from '#newsroom/audio/mp3';
import { listEpisodes, writePodcast } from '#newsroom/audio/podcast';
import { dropOldestAudio, removeOrphanedAudio } from '#newsroom/audio/remove-audio';
import { spokenText } from '#newsroom/audio/spoken-text';
import { publishArticle } from '#newsroom/editing/publish-article';
import { withdrawArticle } from '#newsroom/editing/withdraw-article';
import type { Actor } from '#newsroom/permissions/actor';
import { NO_LOOK } from '#newsroom/settings/look';
import { database } from '#platform/database';
import { readStoredFile } from '#platform/files';
import { speak } from '#platform/speech';

const before = { ...process.env };
const folder = mkdtempSync(join(tmpdir(), 'portal-audio-'));
let admin: Actor;

beforeAll(async () => {
  await createSiteSettings();
  admin = await actorFor('administrator');
});
beforeEach(async () => {
  Object.assign(process.env, {
    SPEECH_COMMAND: resolve('e2e/speak.mjs'),
    SPEAK_LOG: join(folder, 'log'),
    DATA_DIR: folder,
  });
  for (const name of ['SPEECH_URL', 'SPEECH_TOKEN', 'SPEECH_LANGUAGES', 'SPEECH_DISK_MB']) delete process.env[name];
  await database().storyAudio.deleteMany();
  await database().article.deleteMany();
});
afterAll(() => {
  process.env = before;
  rmSync(folder, { recursive: true });
});

let number = 0;
async function story(language: Language = 'en', text = 'It rains.', publishedAt = new Date()): Promise<number> {
  const body: ArticleBody = [{ type: 'paragraph', text: [{ text }] }];
  const slug = `heard-${++number}`;
  return (await createStory({ slugs: { [language]: slug }, body, publishedAt })).articles[language];
}

async function makeAll(): Promise<string[]> {
  const made: string[] = [];
  for (let outcome = await makeNextAudio(); outcome; outcome = await makeNextAudio()) made.push(outcome);
  return made;
}

/** What the reader was asked to read, the newest last. */
const read = () =>
  readFileSync(join(folder, 'log'), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as [string, string]);
const files = () => readdirSync(join(folder, 'media')).filter((name) => name.startsWith('audio-'));

/** Publishes another text. */
async function correct(id: number, text: string): Promise<void> {
  await database().workingCopy.update({
    where: { articleId: id },
    data: { version: { increment: 1 }, body: [{ type: 'paragraph', text: [{ text }] }] },
  });
  const { version } = await database().workingCopy.findUniqueOrThrow({ where: { articleId: id } });
  const published = await publishArticle(admin, id, { version, showRevisedDate: false });
  expect(published).toMatchObject({ ok: true });
}

describe('an audio', () => {
  it('is made of a published story in its language, once', async () => {
    const [en, ru] = [await story('en'), await story('ru', 'Идёт дождь')];
    await createStory({ slugs: { en: `heard-${++number}` }, state: 'draft' });
    expect(await makeAll()).toEqual(['made', 'made']);
    expect(await makeAll()).toEqual([]);
    expect(new Map(read().slice(-2)).get('ru')).toMatch(
      /^Headline of heard-\d+\.\n\nStandfirst of heard-\d+\.\n\nИдёт дождь\.$/,
    );
    for (const id of [en, ru]) {
      const audio = await findAudio(id);
      const row = await database().storyAudio.findUniqueOrThrow({ where: { articleId: id } });
      const bytes = await readStoredFile(audioFile(id, row.hash));
      expect(audio).toEqual({
        address: `/media/${audioFile(id, row.hash)}`,
        seconds: row.seconds,
        bytes: bytes?.length,
      });
      expect(Math.round((bytes && mp3Seconds(bytes)) ?? 0)).toBe(row.seconds);
      expect(row.seconds).toBeGreaterThan(3);
    }
  });

  it('is made anew when the text is another, and not when it is the same', async () => {
    const id = await story();
    await makeAll();
    const first = await findAudio(id);
    await correct(id, 'It snows.');
    expect(await makeAll()).toEqual(['made']);
    const second = await findAudio(id);
    expect(second?.address).not.toBe(first?.address);
    expect(read().at(-1)?.[1]).toContain('It snows.');
    // The former file has gone.
    expect(files().filter((name) => name.startsWith(`audio-${id}-`))).toHaveLength(1);
    await correct(id, 'It snows.');
    expect(await makeAll()).toEqual(['same']);
    expect(await findAudio(id)).toEqual(second);
  });

  it.each(['withdrawn', 'deleted'])('goes with a story that is %s, and its file with it', async (how) => {
    const id = await story();
    await makeAll();
    expect(await removeOrphanedAudio()).toBe(0);
    if (how === 'withdrawn') await withdrawArticle(admin, id, { notice: '', reason: 'x' });
    else await database().article.delete({ where: { id } });
    expect(await removeOrphanedAudio()).toBe(1);
    expect(await findAudio(id)).toBeNull();
    expect(files().filter((name) => name.startsWith(`audio-${id}-`))).toEqual([]);
    expect(await makeAll()).toEqual([]);
  });

  it('is tried again where it fails, and given up until the text is another', async () => {
    const id = await story('en', 'An unspeakable thing');
    const outcomes = [];
    for (let n = 0; n < 8; n++) {
      outcomes.push(...(await makeAll()));
      await database().$executeRaw`UPDATE story_audio SET next_try_at = now()`;
    }
    expect(outcomes).toEqual(Array(5).fill('failed'));
    expect(await database().storyAudio.findUnique({ where: { articleId: id } })).toMatchObject({
      state: 'failed',
      answer: 'ended with 3: no such word',
      hash: '',
    });
    const failures = await countAudioFailures();
    await correct(id, 'A thing');
    expect(await makeAll()).toEqual(['made']);
    expect(await countAudioFailures()).toBe(failures - 1);
  });

  it('is made by one process alone, and by another where that ends', async () => {
    const id = await story();
    const outcomes = await Promise.all([1, 2, 3, 4].map(() => makeNextAudio()));
    expect(outcomes.filter(Boolean)).toEqual(['made']);
    // As if somebody had ended in the middle of another text.
    await correct(id, 'It hails.');
    await database().storyAudio.update({
      where: { articleId: id },
      data: { making: '0'.repeat(20), lease: 'x', leasedUntil: new Date(Date.now() + 60_000) },
    });
    expect(await makeAll()).toEqual([]);
    await database().storyAudio.update({ where: { articleId: id }, data: { leasedUntil: new Date(0) } });
    expect(await makeAll()).toEqual(['made']);
  });

  it('takes no more room than there is for all: the oldest go first', async () => {
    const old = await story('en', 'Old', new Date(Date.now() - 86_400_000));
    const recent = await story('en', 'New');
    await makeAll();
    await database().storyAudio.updateMany({ data: { bytes: 9 * 1_048_576 } });
    process.env.SPEECH_DISK_MB = '16';
    expect(await dropOldestAudio()).toBe(1);
    expect(await dropOldestAudio()).toBe(0);
    expect(await findAudio(old)).toBeNull();
    expect(await findAudio(recent)).not.toBeNull();
    // Not made again for as long as it is the same.
    expect(await makeAll()).toEqual([]);
  });

  it('is made only of what is news, in languages that can be read', async () => {
    await story('en', 'Old', new Date(Date.now() - 40 * 86_400_000));
    await story('ru');
    process.env.SPEECH_LANGUAGES = 'en,hy';
    expect(await makeAll()).toEqual([]);
    delete process.env.SPEECH_COMMAND;
    await story('en');
    expect(await makeAll()).toEqual([]);
  });
});

describe('what reads aloud', () => {
  it('may be a server, asked with a token', async () => {
    const asked: unknown[] = [];
    const server = createServer(async (request, response) => {
      let body = '';
      for await (const chunk of request) body += chunk;
      asked.push([request.headers.authorization, JSON.parse(body)]);
      if (asked.length > 1) return void response.writeHead(500).end('tired');
      response.writeHead(200, { 'content-type': 'audio/mpeg' }).end(Buffer.from('sound'));
    });
    await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
    delete process.env.SPEECH_COMMAND;
    process.env.SPEECH_URL = `http://127.0.0.1:${(server.address() as AddressInfo).port}/speak`;
    process.env.SPEECH_TOKEN = 'secret';
    expect(await speak('Hello', 'en')).toEqual({ ok: true, bytes: Buffer.from('sound') });
    expect(asked).toEqual([['Bearer secret', { text: 'Hello', language: 'en' }]]);
    expect(await speak('Hello', 'en')).toEqual({ ok: false, why: 'status 500 tired' });
    await new Promise((closed) => server.close(closed));
    expect(await speak('Hello', 'en')).toMatchObject({ ok: false });
  });

  it('may be missing, which is said', async () => {
    process.env.SPEECH_COMMAND = '/no/such/program';
    expect(await speak('Hello', 'en')).toMatchObject({ ok: false, why: expect.stringContaining('ENOENT') });
    const id = await story();
    expect(await makeNextAudio(async () => ({ ok: true, bytes: Buffer.from('no sound at all') }))).toBe('failed');
    expect(await database().storyAudio.findUnique({ where: { articleId: id } })).toMatchObject({
      answer: 'what came is no MP3',
    });
  });
});

it('text is read in sentences, without pictures and markup', () => {
  const body: ArticleBody = [
    { type: 'paragraph', text: [{ text: 'One ' }, { text: 'two', strong: true }] },
    { type: 'figure', picture: '0'.repeat(20) },
    { type: 'paragraph', text: [{ text: 'Three?' }] },
  ];
  expect(spokenText({ headline: 'Head  line', standfirst: '', body })).toBe('Head line.\n\nOne two.\n\nThree?');
});

it('the podcast of a language has its newest audios, as Apple and RSS want them', async () => {
  const ids = [];
  for (let n = 0; n < 3; n++) ids.push(await story('hy', 'Անձրև', new Date(Date.now() - n * 60_000)));
  await story('en');
  await makeAll();
  const episodes = await listEpisodes('hy');
  expect(episodes.map(({ articleId }) => articleId)).toEqual(ids);
  const xml = writePodcast(episodes, {
    ...{ language: 'hy', name: 'Paper', title: 'Paper, read', label: 'Read by a machine.', rights: '©', look: NO_LOOK },
    ...{ origin: 'https://paper.example', authority: 'paper.example,2025' },
  });
  const [first] = episodes;
  expect(xml).toContain('xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"');
  expect(xml).toContain('<language>hy</language>');
  expect(xml).toContain('<itunes:explicit>');
  expect(xml).toContain('<itunes:category text="News"/>');
  expect(xml).toContain(
    `<enclosure url="https://paper.example/media/audio-${first?.articleId}-${first?.hash}/story.mp3" ` +
      `length="${first?.bytes}" type="audio/mpeg"/>`,
  );
  expect(xml).toContain(`<itunes:duration>${first?.seconds}</itunes:duration>`);
  expect(xml).toContain('https://paper.example/arm/post/heard-');
  expect(xml).toContain('Read by a machine.');
  await withdrawArticle(admin, ids[0] ?? 0, { notice: '', reason: 'x' });
  expect((await listEpisodes('hy')).map(({ articleId }) => articleId)).toEqual(ids.slice(1));
});
