import { beforeAll, beforeEach, expect, it } from 'vitest';
import type { ArticleBody } from '#blocks/body';
import { actorFor, createSiteSettings, createStory } from '#e2e/test-data';
import { addNote } from '#newsroom/editing/add-note';
import { changeSlug } from '#newsroom/editing/change-slug';
import { createArticle } from '#newsroom/editing/create-article';
import { findWorkingCopy } from '#newsroom/editing/find-working-copy';
import { organizeStory } from '#newsroom/editing/organize-story';
import { publishArticle } from '#newsroom/editing/publish-article';
import { publishDueArticles } from '#newsroom/editing/publish-due-articles';
import { saveText } from '#newsroom/editing/save-text';
import { scheduleArticle } from '#newsroom/editing/schedule-article';
import { emptyOldTrash, moveToTrash } from '#newsroom/editing/trash-article';
import { withdrawArticle } from '#newsroom/editing/withdraw-article';
import type { Actor } from '#newsroom/permissions/actor';
import { database } from '#platform/database';

// What is noted of whatever is done to stories, however it is done.

let editor: Actor;

beforeAll(async () => {
  await createSiteSettings();
  editor = await actorFor('editor');
});
beforeEach(() => database().storyEvent.deleteMany());

async function events(): Promise<string[]> {
  const rows = await database().storyEvent.findMany({ orderBy: { id: 'asc' } });
  return rows.map(({ event, language, slug, stories }) => [event, language, slug, stories].filter(Boolean).join(' '));
}

async function written(headline: string) {
  const created = await createArticle(editor, { language: 'en', section: 'region' });
  if (!created.ok) throw new Error(created.why);
  const body: ArticleBody = [{ type: 'paragraph', text: [{ text: 'x' }] }];
  const text = { headline, standfirst: '', source: '', body };
  const saved = await saveText(editor, created.articleId, { text, base: 1, isExplicit: true });
  if (!saved.ok) throw new Error(saved.why);
  return { id: created.articleId, version: saved.version };
}

it('a story that is written, published, changed, corrected, withdrawn and deleted', async () => {
  const { id, version } = await written('The well');
  expect(await events()).toEqual([]);
  await publishArticle(editor, id, { version });
  expect(await events()).toEqual(['story.published en the-well']);
  // Neither saving nor publishing the same again is anything to tell.
  await publishArticle(editor, id, { version });
  const copy = await findWorkingCopy(editor, id);
  if (!copy) throw new Error('no copy');
  const saved = await saveText(editor, id, {
    text: { ...copy.text, standfirst: 'Deep' },
    base: version,
    isExplicit: true,
  });
  expect(await events()).toHaveLength(1);
  await publishArticle(editor, id, { version: saved.ok ? saved.version : 0 });
  await addNote(editor, id, { kind: 'correction', text: 'Forty metres.' });
  await addNote(editor, id, { kind: 'update', text: 'It rained.' });
  await changeSlug(editor, id, 'deep-well');
  await withdrawArticle(editor, id, { notice: '', reason: 'x' });
  await moveToTrash(editor, id);
  await database().article.update({ where: { id }, data: { removedAt: new Date(0) } });
  await emptyOldTrash(10);
  expect(await events()).toEqual([
    'story.published en the-well',
    'story.updated en the-well',
    'story.corrected en the-well',
    'story.updated en the-well',
    'story.updated en deep-well',
    'story.withdrawn en deep-well',
    'story.deleted en deep-well',
  ]);
});

it('filing is one change, in each language, whatever of it is another', async () => {
  const { articles } = await createStory({ slugs: { en: 'filed', ru: 'filed-ru' }, tags: ['water'] });
  await createStory({ slugs: { en: 'draft' }, state: 'draft' });
  await database().storyEvent.deleteMany();
  const copy = await findWorkingCopy(editor, articles.en);
  if (!copy) throw new Error('no copy');
  const details = {
    seen: copy.storyVersion,
    kind: 'interview',
    section: 'culture',
    tags: ['wine'],
    authors: [],
    leadId: null,
  };
  expect(await organizeStory(editor, articles.en, details)).toEqual({ ok: true });
  expect((await events()).sort()).toEqual(['story.updated en filed', 'story.updated ru filed-ru']);
});

it('what was scheduled is published when it is due', async () => {
  const { id, version } = await written('Tomorrow');
  await scheduleArticle(editor, id, { version, at: new Date(Date.now() + 120_000) });
  expect(await events()).toEqual([]);
  await database().$executeRaw`UPDATE article SET published_at = now() - interval '1 second' WHERE id = ${id}`;
  await publishDueArticles();
  expect(await events()).toEqual(['story.published en tomorrow']);
});

it('quiet work tells of nothing, and what changes very many stories at once of how many they are', async () => {
  await database().$transaction([
    database().$executeRaw`SELECT set_config('portal.quiet', 'on', true)`,
    database().$executeRaw`UPDATE article SET headline = headline || '!' WHERE state = 'published'`,
  ]);
  await database().$executeRaw`
    WITH told AS (
      INSERT INTO story (section_id, kind) SELECT (SELECT id FROM section WHERE key = 'region'), 'article'
      FROM generate_series(1, 201) RETURNING id, section_id
    )
    INSERT INTO article (story_id, section_id, language, slug, headline, standfirst, body, source, state, published_at)
    SELECT id, section_id, 'hy', 'many-' || id, 'One of many', '', '[]', '', 'published', now() FROM told`;
  expect(await events()).toEqual(['stories.changed 201']);
  await database().$executeRaw`UPDATE article SET headline = 'Changed' WHERE slug LIKE 'many-%'`;
  // Nothing that others could see.
  await database().$executeRaw`UPDATE article SET slug_chosen = true WHERE slug LIKE 'many-%'`;
  // Two statements of one transaction.
  await database().$transaction([
    database().$executeRaw`UPDATE article SET standfirst = 'x' WHERE slug LIKE 'many-%'`,
    database().$executeRaw`DELETE FROM article WHERE slug LIKE 'many-%'`,
  ]);
  expect(await events()).toEqual(['stories.changed 201', 'stories.changed 201', 'stories.changed 201']);
});
