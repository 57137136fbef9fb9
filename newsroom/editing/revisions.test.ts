import { beforeAll, describe, expect, it } from 'vitest';
import type { Block } from '#blocks/kinds';
import { actorFor, createSiteSettings, createStory } from '#e2e/test-data';
import { createArticle } from '#newsroom/editing/create-article';
import { listRevisions } from '#newsroom/editing/list-revisions';
import { countLostWords } from '#newsroom/editing/lost-words';
import { saveText } from '#newsroom/editing/save-text';
import { thinRevisions } from '#newsroom/editing/thin-revisions';
import type { Actor } from '#newsroom/permissions/actor';
import { database } from '#platform/database';

let writer: Actor;
beforeAll(async () => {
  await createSiteSettings();
  writer = await actorFor('editor');
});

const paragraph = (text: string): Block => ({ type: 'paragraph', text: [{ text }] });
const textOf = (...paragraphs: string[]) => ({
  headline: 'Headline',
  standfirst: '',
  body: paragraphs.map(paragraph),
  source: '',
});
const long = (word: string, count = 400) => Array.from({ length: count }, (_, index) => `${word}${index}`).join(' ');

async function articleOf(...texts: string[][]): Promise<number> {
  const created = await createArticle(writer, { language: 'en', section: 'region' });
  const id = created.ok ? created.articleId : 0;
  await database().workingCopy.update({ where: { articleId: id }, data: { source: '' } });
  for (const [index, text] of texts.entries()) {
    const saved = await saveText(writer, id, { text: textOf(...text), base: index + 1, isExplicit: false });
    expect(saved.ok).toBe(true);
  }
  return id;
}

async function kept(id: number): Promise<[number, string][]> {
  const rows = await database().revision.findMany({ where: { articleId: id }, orderBy: { version: 'asc' } });
  return rows.map(({ version, kind }) => [version, kind]);
}

describe('what autosave replaces', () => {
  it('is kept when the writer deletes it and goes on, and can be found in the list of revisions', async () => {
    const id = await articleOf([long('word')], ['x'], ['x and more']);
    expect(await kept(id)).toEqual([[2, 'replaced']]);
    expect((await listRevisions(writer, id)).map(({ version, kind }) => [version, kind])).toEqual([[2, 'replaced']]);
  });

  it('is kept when it is deleted word by word', async () => {
    const words = long('word', 40).split(' ');
    const id = await articleOf(...words.map((_, index) => [words.slice(0, words.length - index).join(' ')]));
    expect((await kept(id)).map(([version]) => version)).toEqual(Array.from({ length: 39 }, (_, index) => index + 2));
  });

  it('is not kept while words are added, but every five minutes', async () => {
    const words = long('word', 12).split(' ');
    const id = await articleOf(...words.map((_, index) => [words.slice(0, index + 1).join(' ')]));
    expect(await kept(id)).toEqual([[2, 'autosaved']]);
    await database().$executeRaw`UPDATE revision SET at = at - interval '6 minutes' WHERE article_id = ${id}`;
    const save = { text: textOf(`${words.join(' ')} and more`), base: 13, isExplicit: false };
    expect((await saveText(writer, id, save)).ok).toBe(true);
    expect(await kept(id)).toEqual([
      [2, 'autosaved'],
      [13, 'autosaved'],
    ]);
  });

  it('counts words that are gone, not those that moved or were being written', () => {
    const loss = (older: string[], newer: string[]) => countLostWords(textOf(...older), textOf(...newer)).lost;
    expect(loss(['one two', 'three'], ['three', 'one two'])).toBe(0);
    expect(loss(['the gover'], ['the government'])).toBe(0);
    expect(loss(['the gover'], ['the cabinet'])).toBe(1);
    expect(loss(['one two two'], ['one two'])).toBe(1);
    const picture = { ...textOf('one'), body: [{ type: 'picture', picture: 'a'.repeat(20) } as never] };
    expect(countLostWords(picture, textOf('one')).lost).toBeGreaterThan(0);
  });
});

describe('revisions of autosaves', () => {
  it('are thinned out to one in a quarter of an hour after a day, and go after 90 days', async () => {
    await database().revision.deleteMany();
    const id = await articleOf(['one'], ['two'], ['three'], ['four'], ['five'], ['six']);
    await database().$executeRaw`UPDATE revision SET kind = 'autosaved' WHERE article_id = ${id}`;
    const at = (version: number, time: string) =>
      database().revision.update({ where: { articleId_version: { articleId: id, version } }, data: { at: time } });
    const day = new Date(Date.now() - 3 * 86_400_000).toISOString().slice(0, 11);
    await at(2, `${day}10:01:00Z`);
    await at(3, `${day}10:14:59Z`);
    await at(4, `${day}10:15:00Z`);
    await at(5, `${day}10:16:00Z`);
    // Of the last day nothing goes.
    expect(await thinRevisions(2)).toBe(2);
    expect(await thinRevisions(100)).toBe(2);
    expect(await thinRevisions(100)).toBe(0);
    expect(await kept(id)).toEqual([
      [3, 'interval'],
      [5, 'interval'],
      [6, 'autosaved'],
    ]);
    await at(3, new Date(Date.now() - 91 * 86_400_000).toISOString());
    expect(await thinRevisions(100)).toBe(1);
    expect((await kept(id)).map(([version]) => version)).toEqual([5, 6]);
  });

  it('stay for ever where the text had stood for a day: autosave of old drafts replaces what nobody else has', async () => {
    await database().revision.deleteMany();
    const id = await articleOf([long('word')]);
    await database().$executeRaw`
      UPDATE working_copy SET changed_at = now() - interval '100 days' WHERE article_id = ${id}`;
    const shorter = { text: textOf(long('word', 390)), base: 2, isExplicit: false };
    expect((await saveText(writer, id, shorter)).ok).toBe(true);
    while ((await thinRevisions(100)) > 0);
    expect(await kept(id)).toEqual([[2, 'replaced']]);
  });

  it('stay for ever where the text came from elsewhere and was published long ago', async () => {
    const publishedAt = new Date(Date.now() - 1_000 * 86_400_000);
    const { articles } = await createStory({ slugs: { en: 'imported' }, publishedAt });
    const { headline, standfirst } = await database().article.findUniqueOrThrow({ where: { id: articles.en } });
    const text = { ...textOf('What happened.'), headline, standfirst, source: 'Paper' };
    expect((await saveText(writer, articles.en, { text, base: 1, isExplicit: false })).ok).toBe(true);
    while ((await thinRevisions(100)) > 0);
    expect(await kept(articles.en)).toEqual([[1, 'replaced']]);
  });

  it('stay for ever where somebody saved them, or much was lost', async () => {
    await database().revision.deleteMany();
    const id = await articleOf([long('word')], ['x']);
    const save = { text: textOf('x'), base: 3, isExplicit: true };
    expect((await saveText(writer, id, save)).ok).toBe(true);
    await database().$executeRaw`UPDATE revision SET at = at - interval '10 years' WHERE article_id = ${id}`;
    expect(await thinRevisions(100)).toBe(0);
    expect(await kept(id)).toEqual([
      [2, 'replaced'],
      [3, 'saved'],
    ]);
  });
});
