import { beforeEach, expect, it } from 'vitest';
import { actorFor, createSiteSettings, createStory } from '#e2e/test-data';
import { createArticle } from '#newsroom/editing/create-article';
import { createTranslation } from '#newsroom/editing/create-translation';
import { listTranslationBoard } from '#newsroom/editing/list-translation-board';
import { markTranslationCurrent } from '#newsroom/editing/mark-translation-current';
import { saveText } from '#newsroom/editing/save-text';
import { moveToTrash } from '#newsroom/editing/trash-article';
import type { Actor } from '#newsroom/permissions/actor';
import { database } from '#platform/database';

let editor: Actor;

beforeEach(async () => {
  await database().story.deleteMany();
  if ((await database().siteSettings.count()) === 0) await createSiteSettings();
  editor = await actorFor('editor');
});

async function createDraft(actor: Actor, headline: string): Promise<number> {
  const created = await createArticle(actor, { language: 'en', section: 'region' });
  if (!created.ok) throw new Error(created.why);
  await save(actor, created.articleId, headline);
  return created.articleId;
}

async function save(actor: Actor, id: number, headline: string): Promise<number> {
  const { version: base } = await database().workingCopy.findUniqueOrThrow({ where: { articleId: id } });
  const saved = await saveText(actor, id, {
    text: { headline, standfirst: '', body: [], source: '' },
    base,
    isExplicit: false,
  });
  if (!saved.ok) throw new Error(saved.why);
  return saved.version;
}

async function translate(actor: Actor, id: number, language: 'ru' | 'hy'): Promise<number> {
  const created = await createTranslation(actor, id, language);
  if (!created.ok) throw new Error(created.why);
  return created.articleId;
}

const board = async (actor = editor, limit = 10) =>
  (await listTranslationBoard(actor, { limit })).map(({ cells }) => cells.map(({ headline }) => headline));

it('has a row for each story with its articles by language, the last changed story first', async () => {
  const first = await createDraft(editor, 'River');
  await createDraft(editor, 'Wine');
  const russian = await translate(editor, first, 'ru');
  await save(editor, russian, 'Река');
  const rows = await listTranslationBoard(editor, { limit: 10 });
  expect(rows.map(({ cells }) => cells.map(({ language, headline }) => `${language} ${headline}`))).toEqual([
    ['en River', 'ru Река'],
    ['en Wine'],
  ]);
  const { changedAt } = await database().workingCopy.findUniqueOrThrow({ where: { articleId: russian } });
  expect(rows[0]?.changedAt).toEqual(changedAt);
  expect(rows[0]?.cells[1]).toMatchObject({ id: russian, state: 'draft', workflow: 'draft', publishedAt: null });
});

it('marks what has changed since it was published, and shows the new headline', async () => {
  const { articles } = await createStory({ slugs: { en: 'river', ru: 'reka' } });
  await save(editor, articles.en, 'River, again');
  const [row] = await listTranslationBoard(editor, { limit: 10 });
  expect(row?.cells).toMatchObject([
    { language: 'en', headline: 'River, again', state: 'published', isPending: true },
    { language: 'ru', headline: 'Headline of reka', state: 'published', isPending: false },
  ]);
});

it('marks a translation whose source has changed since, until it is marked as current', async () => {
  const source = await createDraft(editor, 'River');
  const russian = await translate(editor, source, 'ru');
  const outdated = async () => {
    const [row] = await listTranslationBoard(editor, { limit: 10 });
    return row?.cells.map(({ isOutdated }) => isOutdated);
  };
  expect(await outdated()).toEqual([false, false]);
  await save(editor, source, 'River, again');
  expect(await outdated()).toEqual([false, true]);
  await markTranslationCurrent(editor, russian);
  expect(await outdated()).toEqual([false, false]);
});

it('leaves out what is in the trash, and stories of which nothing else is left', async () => {
  const source = await createDraft(editor, 'River');
  const russian = await translate(editor, source, 'ru');
  await save(editor, russian, 'Река');
  await moveToTrash(editor, source);
  expect(await board()).toEqual([['Река']]);
  await moveToTrash(editor, russian);
  expect(await board()).toEqual([]);
});

it('shows a person who may read only their own articles no others, not even of their own story', async () => {
  const author = await actorFor('author');
  const contributor = await actorFor('contributor');
  const own = await createDraft(contributor, 'My own');
  await save(author, await translate(author, own, 'ru'), 'Чужое');
  await createDraft(author, 'Wine');
  expect(await board(contributor)).toEqual([['My own']]);
  expect(await board(author)).toEqual([['Wine'], ['My own', 'Чужое']]);
});

it('has as many stories as are asked for, however many languages each has', async () => {
  for (const name of ['One', 'Two', 'Three']) {
    const source = await createDraft(editor, name);
    for (const language of ['ru', 'hy'] as const) await save(editor, await translate(editor, source, language), name);
  }
  expect(await board(editor, 2)).toEqual([
    ['Three', 'Three', 'Three'],
    ['Two', 'Two', 'Two'],
  ]);
});
