import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { actorFor, createSiteSettings } from '#e2e/test-data';
import { createArticle } from '#newsroom/editing/create-article';
import { publishDueArticles } from '#newsroom/editing/publish-due-articles';
import { saveText } from '#newsroom/editing/save-text';
import { scheduleArticle } from '#newsroom/editing/schedule-article';
import type { Actor } from '#newsroom/permissions/actor';
import { database, type Sql, sql } from '#platform/database';

let editor: Actor;
let author: Actor;
beforeAll(async () => {
  await createSiteSettings();
  editor = await actorFor('editor');
  author = await actorFor('author');
});

let id = 0;
let version = 0;

async function save(actor: Actor, headline: string, isExplicit: boolean): Promise<void> {
  const body = [{ type: 'paragraph' as const, text: [{ text: headline }] }];
  const saved = await saveText(actor, id, {
    text: { headline, standfirst: '', body, source: '' },
    base: version,
    isExplicit,
  });
  if (!saved.ok) throw new Error(saved.why);
  version = saved.version;
}

/** Headline and text that readers get when the time has come. */
async function scheduled() {
  const article = await database().article.findUniqueOrThrow({ where: { id }, include: { workingCopy: true } });
  expect(article.state).toBe('scheduled');
  return {
    headline: article.headline,
    isPending: article.workingCopy?.version !== article.workingCopy?.publishedVersion,
  };
}

beforeEach(async () => {
  const created = await createArticle(author, { language: 'en', section: 'region' });
  [id, version] = [created.ok ? created.articleId : 0, 1];
  await save(author, 'As it was scheduled', false);
  expect(await scheduleArticle(editor, id, { version, at: new Date(Date.now() + 3_600_000) })).toEqual({ ok: true });
});

describe('a scheduled article is published with', () => {
  it('the text that somebody has saved who may schedule it', async () => {
    await save(editor, 'Mended and saved', true);
    expect(await scheduled()).toEqual({ headline: 'Mended and saved', isPending: false });
  });

  it('the text that autosave had already, when “Save” is pressed after it', async () => {
    await save(editor, 'Mended', false);
    expect(await scheduled()).toEqual({ headline: 'As it was scheduled', isPending: true });
    await save(editor, 'Mended', true);
    expect(await scheduled()).toEqual({ headline: 'Mended', isPending: false });
  });

  it('the earlier text where the writer may not schedule, and the change is pending', async () => {
    await save(author, 'A writer’s second thought', true);
    expect(await scheduled()).toEqual({ headline: 'As it was scheduled', isPending: true });
  });

  it('the earlier text where the saved one is not finished', async () => {
    await save(editor, 'The minister, TK, said', true);
    expect(await scheduled()).toEqual({ headline: 'As it was scheduled', isPending: true });
    await save(editor, 'The minister said', true);
    expect(await scheduled()).toEqual({ headline: 'The minister said', isPending: false });
  });
});

/** Does something while a colleague's transaction holds a row, once something waits for it. */
async function meanwhile(lock: Sql, doing: () => Promise<unknown>, change: Sql): Promise<void> {
  let done: Promise<unknown> = Promise.resolve();
  await database().$transaction(async (colleague) => {
    await colleague.$executeRaw(lock);
    // A statement of Prisma's begins when somebody waits for it.
    done = Promise.resolve(doing());
    const waiting = () => database().$queryRaw<object[]>`
      SELECT FROM pg_locks WHERE NOT granted AND database = (SELECT oid FROM pg_database
        WHERE datname = current_database()) OR NOT granted AND locktype = 'transactionid'`;
    await expect.poll(async () => (await waiting()).length).toBeGreaterThan(0);
    await colleague.$executeRaw(change);
  });
  await done;
}

describe('what somebody else does while a text is saved stands', () => {
  const lockCopy = () => sql`SELECT FROM working_copy WHERE article_id = ${id} FOR UPDATE`;
  const article = () => database().article.findUniqueOrThrow({ where: { id } });

  it('an article that is unscheduled meanwhile stays a draft', async () => {
    await save(editor, 'Mended', false);
    const unschedule = sql`UPDATE article SET state = 'draft', published_at = NULL WHERE id = ${id}`;
    await meanwhile(lockCopy(), () => save(editor, 'Mended', true), unschedule);
    expect(await article()).toMatchObject({ state: 'draft', publishedAt: null });
  });

  it('one that is given another time keeps it', async () => {
    await save(editor, 'Mended', false);
    const later = new Date(Math.floor(Date.now() / 60_000 + 300) * 60_000);
    const reschedule = sql`UPDATE article SET published_at = ${later} WHERE id = ${id}`;
    await meanwhile(lockCopy(), () => save(editor, 'Mended', true), reschedule);
    expect(await article()).toMatchObject({ state: 'scheduled', publishedAt: later, headline: 'Mended' });
  });

  it('and the text that was saved is kept for ever, though another one is there already', async () => {
    await save(editor, 'Mended', false);
    const saved = version;
    const replace = sql`UPDATE working_copy SET version = version + 1, headline = 'Later' WHERE article_id = ${id}`;
    const lockRevisions = sql`LOCK TABLE revision IN SHARE MODE`;
    await meanwhile(lockRevisions, () => save(editor, 'Mended', true), replace);
    const where = { articleId_version: { articleId: id, version: saved } };
    expect(await database().revision.findUnique({ where })).toMatchObject({ headline: 'Mended', kind: 'saved' });
  });

  it('one that is given another time just when it is due is published then', async () => {
    await database().$executeRaw`UPDATE article SET published_at = now() - interval '1 minute' WHERE id = ${id}`;
    const reschedule = sql`UPDATE article SET published_at = now() + interval '3 hours' WHERE id = ${id}`;
    const lockArticle = sql`SELECT FROM article WHERE id = ${id} FOR UPDATE`;
    await meanwhile(lockArticle, publishDueArticles, reschedule);
    expect(await article()).toMatchObject({ state: 'scheduled' });
  });
});
