import { execFileSync } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from '@playwright/test';
import { Newsroom, W } from '#e2e/newsroom';
import { type OwnHouse, openOwnHouse, type Web } from '#e2e/own-house';
import { hire, playActor } from '#e2e/stage';
import { saveArticle } from '#newsroom/articles/save-article';
import { saveDraft } from '#newsroom/articles/save-draft';
import { database } from '#platform/database';

test.describe.configure({ timeout: 120_000 });

let house: OwnHouse;
let web: Web;

test.beforeAll(async () => {
  house = await openOwnHouse();
  web = await house.startWeb();
});
test.afterAll(() => house.close());

test('killed at any moment of publishing, a story is out with everything that belongs to it, or it is not out', async ({ browser }) => {
  const room = new Newsroom(browser, web.origin);
  room.expected = [/./];
  const page = await room.seat(await house.onStage(() => hire('editor', 'Boris')));
  const outcomes: boolean[] = [];
  for (const delay of [0, 4, 8, 15, 30, 60, 200]) {
    const id = await house.onStage(async () => {
      const editor = await playActor('editor');
      const begun = await saveArticle(editor, { language: 'en', section: 'region' });
      if (!begun.ok) throw new Error(begun.why);
      const text = {
        headline: `Killed after ${delay}`,
        standfirst: '',
        body: [{ type: 'paragraph' as const, text: [{ text: 'x' }] }],
        source: '',
      };
      await saveDraft(editor, begun.articleId, { text, base: 1, isExplicit: false });
      return begun.articleId;
    });
    await expect
      .poll(() =>
        page.goto(`/admin/articles/${id}`).then(
          () => true,
          () => false,
        ),
      )
      .toBe(true);
    const asked = page.waitForRequest((request) => request.method() === 'POST' && request.url().endsWith(`/articles/${id}`));
    await page.getByRole('button', { name: W.acts.publishNow }).click({ noWaitAfter: true });
    await asked;
    await sleep(delay);
    // The process that serves; its keeper starts another.
    execFileSync('pkill', ['-9', '-P', String(web.child.pid)]);
    await sleep(300);
    const story = await house.onStage(async () => {
      const article = await database().article.findUniqueOrThrow({ where: { id }, include: { draft: true, revisions: true } });
      const lines = await database().auditEntry.count({ where: { thing: 'article', thingId: String(id), act: 'article.publish' } });
      const told = await database().outboxEntry.count({ where: { concerns: 'article', slug: article.slug } });
      return { out: article.state === 'published', isDraftGone: article.draft === null, kept: article.revisions.length, lines, told };
    });
    expect(story).toEqual(
      story.out
        ? { out: true, isDraftGone: true, kept: 1, lines: 1, told: 1 }
        : { out: false, isDraftGone: false, kept: 0, lines: 0, told: 0 },
    );
    outcomes.push(story.out);
    const status = async () => (await fetch(`${web.origin}/en/post/killed-after-${delay}`).catch(() => null))?.status;
    await expect.poll(status, { timeout: 15_000 }).toBe(story.out ? 200 : 404);
  }
  // Late enough, it is out.
  expect(outcomes.at(-1)).toBe(true);
  await room.closeAll();
});
