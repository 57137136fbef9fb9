import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { actorFor, createSiteSettings } from '#e2e/test-data';
import { createArticle } from '#newsroom/editing/create-article';
import { saveText } from '#newsroom/editing/save-text';
import { scheduleArticle } from '#newsroom/editing/schedule-article';
import type { Actor } from '#newsroom/permissions/actor';
import { database } from '#platform/database';

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
