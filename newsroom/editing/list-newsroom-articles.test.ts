import { beforeAll, describe, expect, it } from 'vitest';
import { actorFor, createSiteSettings, createStory } from '#e2e/test-data';
import { createArticle } from '#newsroom/editing/create-article';
import { listNewsroomArticles } from '#newsroom/editing/list-newsroom-articles';
import type { NewsroomCursor, NewsroomFilter } from '#newsroom/editing/newsroom-list';
import { changeWorkflow } from '#newsroom/editing/review-article';
import { saveText } from '#newsroom/editing/save-text';
import { moveToTrash } from '#newsroom/editing/trash-article';
import type { Actor } from '#newsroom/permissions/actor';
import { database } from '#platform/database';

let author: Actor;
let editor: Actor;
const ids: Record<string, number> = {};

const SETTINGS = { limit: 100, language: 'en', timeZone: 'Asia/Yerevan' } as const;

/** Slugs, or headlines of drafts, in the order of the list. */
async function listed(filter: NewsroomFilter, actor = editor): Promise<string[]> {
  const { articles } = await listNewsroomArticles(actor, filter, SETTINGS);
  return articles.map(({ id }) => Object.keys(ids).find((name) => ids[name] === id) ?? `id ${id}`);
}

async function createDraft(name: string, actor: Actor, section = 'region'): Promise<number> {
  const created = await createArticle(actor, { language: 'en', section });
  if (!created.ok) throw new Error(created.why);
  const text = { headline: name, standfirst: '', body: [], source: '' };
  await saveText(actor, created.articleId, { text, base: 1, isExplicit: false });
  ids[name] = created.articleId;
  return created.articleId;
}

beforeAll(async () => {
  await createSiteSettings();
  author = await actorFor('author', 'Anahit');
  editor = await actorFor('editor', 'Boris');
  const both = await createStory({ slugs: { en: 'river', ru: 'reka' } });
  ids.river = both.articles.en;
  ids.reka = both.articles.ru;
  ids.wine = (await createStory({ slugs: { en: 'wine' }, section: 'culture' })).articles.en;
  ids.gone = (await createStory({ slugs: { en: 'gone' }, state: 'withdrawn' })).articles.en;
  ids.soon = (await createStory({ slugs: { en: 'soon' }, state: 'scheduled' })).articles.en;
  await createDraft('Harvest', author);
  const submitted = await createDraft('Under 100% snow', author, 'culture');
  await changeWorkflow(author, submitted, { to: 'in_review', version: 2, note: '' });
  const removed = await createDraft('Rubbish', editor);
  await moveToTrash(editor, removed);
  // Published, and changed since.
  const text = { headline: 'River, again', standfirst: '', body: [], source: '' };
  await saveText(editor, both.articles.en, { text, base: 1, isExplicit: false });

  // Each changed an hour after the one before, the last at 19:30 UTC, which is 23:30 in Yerevan.
  const order = ['river', 'reka', 'wine', 'gone', 'soon', 'Harvest', 'Under 100% snow', 'Rubbish'];
  for (const [hours, name] of order.entries()) {
    const changedAt = new Date(Date.UTC(2026, 4, 14, 12 + hours, 30));
    await database().workingCopy.update({ where: { articleId: ids[name] as number }, data: { changedAt } });
  }
});

it('lists articles, the last changed first, without those in the trash', async () => {
  expect(await listed({})).toEqual(['Under 100% snow', 'Harvest', 'soon', 'gone', 'wine', 'reka', 'river']);
});

it('shows of each the current headline, its author, its section in the reader’s language and its state', async () => {
  const { articles } = await listNewsroomArticles(editor, {}, { ...SETTINGS, language: 'ru' });
  const river = articles.find(({ id }) => id === ids.river);
  expect(river).toMatchObject({ headline: 'River, again', slug: 'river', byName: '', state: 'published' });
  expect(river).toMatchObject({ language: 'en', section: 'Регион', sectionIn: 'ru', version: 2, publishedVersion: 1 });
  // In another language where it has no name in that one, and it is said in which.
  const region = { section: { key: 'region' }, language: 'ru' };
  await database().sectionText.updateMany({ where: region, data: { language: 'az' } });
  const { articles: others } = await listNewsroomArticles(editor, {}, { ...SETTINGS, language: 'ru' });
  await database().sectionText.updateMany({ where: { ...region, language: 'az' }, data: { language: 'ru' } });
  expect(others.find(({ id }) => id === ids.river)?.sectionIn).not.toBe('ru');
  expect(articles.find(({ id }) => id === ids.Harvest)).toMatchObject({
    headline: 'Harvest',
    byName: 'Anahit',
    state: 'draft',
    workflow: 'draft',
    publishedAt: null,
  });
});

describe('narrowed', () => {
  it.each<[string, NewsroomFilter, string[]]>([
    ['to drafts', { state: 'draft' }, ['Under 100% snow', 'Harvest']],
    ['to scheduled articles', { state: 'scheduled' }, ['soon']],
    ['to withdrawn articles', { state: 'withdrawn' }, ['gone']],
    ['to published articles', { state: 'published' }, ['wine', 'reka', 'river']],
    ['to those with unpublished changes', { state: 'pending' }, ['river']],
    ['to the trash', { state: 'removed' }, ['Rubbish']],
    ['to those in review', { workflow: 'in_review' }, ['Under 100% snow']],
    ['to a step of the workflow, without what is published as it is', { workflow: 'ready' }, ['river']],
    ['to a language', { language: 'ru' }, ['reka']],
    ['to a section', { section: 'culture' }, ['Under 100% snow', 'wine']],
    ['to an unknown section', { section: 'nowhere' }, []],
    ['to words of the current headline', { q: 'AGAIN' }, ['river']],
    ['not to words of a published headline that is being changed', { q: 'headline of river' }, []],
    ['to a slug', { q: 'wine' }, ['wine']],
    ['to a percent sign, not to anything', { q: '0%' }, ['Under 100% snow']],
    ['to an underscore, not to any letter', { q: 'w_ne' }, []],
    ['by all at once', { state: 'draft', section: 'culture', q: 'snow' }, ['Under 100% snow']],
  ])('%s', async (_, filter, names) => {
    expect(await listed(filter)).toEqual(names);
  });

  it('to those of a person', async () => {
    expect(await listed({ by: author.id })).toEqual(['Under 100% snow', 'Harvest']);
  });

  it('to days of the paper’s time zone', async () => {
    await database().workingCopy.update({
      where: { articleId: ids.Harvest as number },
      data: { changedAt: new Date('2026-05-14T20:00:00Z') },
    });
    // Midnight in Yerevan.
    expect(await listed({ from: '2026-05-15' })).toEqual(['Harvest']);
    expect(await listed({ to: '2026-05-14' })).not.toContain('Harvest');
    expect(await listed({ from: '2026-05-14', to: '2026-05-14' })).toHaveLength(6);
    expect(await listed({ to: '2026-05-13' })).toEqual([]);
  });
});

it('finds an article by the names of who wrote and who began it, and by letters however they are written', async () => {
  const { id } = await database().author.findUniqueOrThrow({ where: { key: 'anna' } });
  await database().authorText.updateMany({ where: { authorId: id, language: 'en' }, data: { name: 'Recep Erdoğan' } });
  await database().staff.update({ where: { id: author.id }, data: { name: 'Ələkbər Əliyev' } });
  const headline = async (text: string) =>
    database().workingCopy.update({ where: { articleId: ids.Harvest as number }, data: { headline: text } });
  for (const q of ['erdogan', 'ERDOĞAN', 'cep Erdo']) expect(await listed({ q }), q).toContain('wine');
  for (const q of ['aliyev', 'Əliyev', 'ALAKBAR']) expect((await listed({ q })).length, q).toBe(2);
  for (const [written, asked] of [
    ['İstanbul’da Çağlar', 'istanbul'],
    ['İstanbul’da Çağlar', 'CAGLAR'],
    ['Пётр и Алёна', 'Петр'],
    ['Երևանում', 'Երեւան'],
    ['Łódź and Tromsø', 'lodz'],
    ['Łódź and Tromsø', 'TROMSO'],
  ] as const) {
    await headline(written);
    expect(await listed({ q: asked }), asked).toEqual(['Harvest']);
  }
  // й is no и.
  await headline('Мой край');
  expect(await listed({ q: 'мои' })).toEqual([]);
  await headline('Harvest');
});

it('shows a person who may read only their own articles no others', async () => {
  const contributor = await actorFor('contributor');
  expect(await listed({}, contributor)).toEqual([]);
  await createDraft('My own', contributor);
  expect(await listed({}, contributor)).toEqual(['My own']);
  expect(await listed({ by: author.id }, contributor)).toEqual([]);
});

it('is read page by page, each article once, also those changed at the same moment', async () => {
  const all = await listed({});
  await database().workingCopy.updateMany({ data: { changedAt: new Date('2026-05-16T12:00:00Z') } });
  const seen: number[] = [];
  let before: NewsroomCursor | undefined;
  for (let page = 0; page < 10; page++) {
    const { articles, next } = await listNewsroomArticles(
      editor,
      {},
      { ...SETTINGS, limit: 3, ...(before && { before }) },
    );
    seen.push(...articles.map(({ id }) => id));
    if (!next) break;
    expect(articles).toHaveLength(3);
    before = next;
  }
  expect(seen).toHaveLength(all.length);
  expect(seen).toEqual([...new Set(seen)].sort((one, other) => other - one));
});

it('has no next page if the last is full', async () => {
  const all = (await listed({})).length;
  const { articles, next } = await listNewsroomArticles(editor, {}, { ...SETTINGS, limit: all });
  expect([articles.length, next]).toEqual([all, null]);
});
