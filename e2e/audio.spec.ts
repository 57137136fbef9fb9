import { resolve } from 'node:path';
import { expectAccessible } from '#e2e/accessible';
import { type OwnServer, startOwnServer, type Web } from '#e2e/own-server';
import { actorFor, createStory } from '#e2e/test-data';
import { withdrawArticle } from '#newsroom/editing/withdraw-article';
import { expect, test } from './browser-test.ts';

// A story read aloud, from publication to the reader's player and the podcast, and gone with it.
test.describe.configure({ mode: 'serial', timeout: 90_000 });

let house: OwnServer;
let web: Web;
let article: number;

test.beforeAll(async () => {
  house = await startOwnServer();
  ({
    articles: { ru: article },
  } = await house.onStage(() => createStory({ slugs: { en: 'heard', ru: 'slyshno', hy: 'lsvats' } })));
  web = await house.startWeb({ SPEECH_COMMAND: resolve('e2e/speak.mjs') });
});
test.afterAll(() => house.close());

const textOf = async (path: string) => (await fetch(web.origin + path, { headers: { connection: 'close' } })).text();

test('is on its page with its length and what reads it, can be played, and is in the podcast', async ({ page }) => {
  await expect.poll(() => textOf('/ru/post/slyshno'), { timeout: 60_000 }).toContain('<audio');
  await page.goto(`${web.origin}/ru/post/slyshno`);
  const player = page.locator('audio');
  await expect(player).toHaveAttribute('preload', 'none');
  await expect(page.getByText(/\d:\d\d/).filter({ hasText: 'машин' })).toBeVisible();
  await expectAccessible(page);
  const source = String(await player.getAttribute('src'));
  const response = await fetch(new URL(source, web.origin), { headers: { range: 'bytes=0-99', connection: 'close' } });
  expect([response.status, response.headers.get('content-type')]).toEqual([206, 'audio/mpeg']);
  const podcast = await textOf('/ru/podcast.xml');
  expect(podcast).toContain('Headline of slyshno');
  expect(podcast).toMatch(/<enclosure [^>]*type="audio\/mpeg"/);
});

test('goes with a story that is withdrawn', async () => {
  await house.onStage(async () =>
    withdrawArticle(await actorFor('editor'), article, { notice: '', reason: 'It was not so' }),
  );
  await expect.poll(() => textOf('/ru/podcast.xml'), { timeout: 20_000 }).not.toContain('slyshno');
  await expect.poll(() => textOf('/en/podcast.xml'), { timeout: 60_000 }).toContain('Headline of heard');
});
