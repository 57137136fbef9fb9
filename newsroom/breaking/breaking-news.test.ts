import { beforeAll, beforeEach, expect, it } from 'vitest';
import { actorFor, createSiteSettings, createStory } from '#e2e/test-data';
import {
  changeBreakingNews,
  declareBreakingNews,
  endDueBreakingNews,
  takeBackBreakingNews,
} from '#newsroom/breaking/declare-breaking-news';
import {
  findPresentBreakingNews,
  findStoryForBreaking,
  listBreakingCandidates,
} from '#newsroom/breaking/find-breaking-desk';
import { findBreakingNews } from '#newsroom/breaking/find-breaking-news';
import { findFront } from '#newsroom/fronts/find-front';
import type { Actor } from '#newsroom/permissions/actor';
import { database } from '#platform/database';

const USUAL = { texts: {}, leadsFront: true, hours: 3 };

let editor: Actor;
let dam: Awaited<ReturnType<typeof createStory>>;
let election: Awaited<ReturnType<typeof createStory>>;

const textIn = async (language: 'en' | 'ru' | 'hy') => (await findBreakingNews(language))?.text;
const present = async () => {
  const found = await findPresentBreakingNews(editor);
  if (!found) throw new Error('nothing is breaking news');
  return found;
};

async function declare(storyId = dam.storyId, input = USUAL): Promise<number> {
  const declared = await declareBreakingNews(editor, storyId, input);
  if (!declared.ok) throw new Error(declared.why);
  return declared.id;
}

beforeAll(async () => {
  await createSiteSettings();
  editor = await actorFor('editor');
  dam = await createStory({ slugs: { en: 'dam', ru: 'plotina' }, publishedAt: new Date('2026-03-01') });
  election = await createStory({ slugs: { en: 'election' }, publishedAt: new Date('2026-03-02') });
});
beforeEach(() => database().breakingNews.deleteMany());

it('stands in every language that readers have the story in, with the headline or a text of its own', async () => {
  await declare(dam.storyId, { ...USUAL, texts: { en: ' The dam has broken ', ru: '   ' } as object });
  expect(await findBreakingNews('en')).toMatchObject({ text: 'The dam has broken', slug: 'dam', leadsFront: true });
  expect(await textIn('ru')).toBe('Headline of plotina');
  expect(await findBreakingNews('hy')).toBeNull();
});

it('leads front pages that readers have it on, until it is over', async () => {
  const lead = async () => (await findFront('en', ['region'], 'region')).lead?.slug;
  expect(await lead()).toBe('election');
  const id = await declare();
  expect(await lead()).toBe('dam');
  await changeBreakingNews(editor, id, { ...USUAL, leadsFront: false, seen: 1 });
  expect(await lead()).toBe('election');
  await changeBreakingNews(editor, id, { ...USUAL, seen: 2 });
  expect(await lead()).toBe('dam');
  await takeBackBreakingNews(editor, id);
  expect(await lead()).toBe('election');
});

it('is one at a time: another one ends it, and of two at once one stands', async () => {
  await declare();
  await declare(election.storyId);
  expect(await textIn('en')).toBe('Headline of election');
  expect(await database().breakingNews.count({ where: { endedAt: null } })).toBe(1);
  const results = await Promise.all(
    [dam, election, dam, election].map(({ storyId }) => declareBreakingNews(editor, storyId, USUAL)),
  );
  expect(results.some(({ ok }) => ok)).toBe(true);
  for (const result of results) if (!result.ok) expect(result.why).toBe('conflict');
  expect(await database().breakingNews.count({ where: { endedAt: null } })).toBe(1);
});

it('is over by itself when its time has come, once, whoever looks', async () => {
  const id = await declare();
  expect(await endDueBreakingNews()).toBe(0);
  await database().$executeRaw`
    UPDATE breaking_news SET began_at = now() - interval '2 hours', ends_at = now() - interval '1 second'`;
  expect(await textIn('en')).toBeUndefined();
  const ended = await Promise.all([endDueBreakingNews(), endDueBreakingNews(), endDueBreakingNews()]);
  expect(ended.toSorted()).toEqual([0, 0, 1]);
  expect(await database().breakingNews.findUnique({ where: { id } })).toMatchObject({ isTakenBack: false });
  expect(await database().auditEntry.count({ where: { event: 'breaking.ended' } })).toBe(1);
});

it('goes with the story: withdrawn it is on no page, and back it is there again', async () => {
  await declare();
  await database().article.update({ where: { id: dam.articles.en }, data: { state: 'withdrawn' } });
  expect(await textIn('en')).toBeUndefined();
  expect(await textIn('ru')).toBe('Headline of plotina');
  await database().article.update({ where: { id: dam.articles.en }, data: { state: 'published' } });
  expect(await textIn('en')).toBe('Headline of dam');
});

it('is changed by whoever has seen how it is, and not after it is over', async () => {
  const id = await declare(dam.storyId, { ...USUAL, texts: { ru: 'Плотина прорвана' } as object });
  const input = { ...USUAL, hours: 5, texts: { en: 'The dam has broken' } };
  expect(await changeBreakingNews(editor, id, { ...input, seen: 1 })).toEqual({ ok: true });
  expect([await textIn('en'), await textIn('ru')]).toEqual(['The dam has broken', 'Headline of plotina']);
  expect(Number((await present()).endsAt)).toBeGreaterThan(Date.now() + 4.9 * 3_600_000);
  expect((await present()).hoursLeft).toBe(5);
  expect(await changeBreakingNews(editor, id, { ...input, seen: 1 })).toMatchObject({ why: 'conflict' });
  expect(await takeBackBreakingNews(editor, id)).toEqual({ ok: true });
  expect(await takeBackBreakingNews(editor, id)).toMatchObject({ why: 'wrong-state' });
  expect(await changeBreakingNews(editor, id, { ...input, seen: 3 })).toMatchObject({ why: 'wrong-state' });
  expect(await findPresentBreakingNews(editor)).toBeNull();
});

it('refuses whoever may not, what is too long, and what readers do not have', async () => {
  const author = await actorFor('author');
  const id = await declare();
  expect(await declareBreakingNews(author, dam.storyId, USUAL)).toMatchObject({ why: 'not-allowed' });
  expect(await changeBreakingNews(author, id, { ...USUAL, seen: 1 })).toMatchObject({ why: 'not-allowed' });
  expect(await takeBackBreakingNews(author, id)).toMatchObject({ why: 'not-allowed' });
  expect(await findPresentBreakingNews(author)).toBeNull();
  expect(await findStoryForBreaking(author, dam.articles.en)).toBeNull();
  expect(await listBreakingCandidates(author, 5)).toEqual([]);
  for (const hours of [0, 25, 1.5, Number.NaN])
    expect(await declareBreakingNews(editor, dam.storyId, { ...USUAL, hours })).toMatchObject({
      about: 'breakingHours',
    });
  const texts = { en: 'x'.repeat(141) };
  expect(await declareBreakingNews(editor, dam.storyId, { ...USUAL, texts })).toMatchObject({ about: 'breakingText' });
  const draft = await createStory({ slugs: { en: 'not-yet' }, state: 'draft' });
  expect(await declareBreakingNews(editor, draft.storyId, USUAL)).toMatchObject({ why: 'not-found' });
  expect(await declareBreakingNews(editor, 999_999, USUAL)).toMatchObject({ why: 'not-found' });
  expect(await findStoryForBreaking(editor, draft.articles.en)).toBeNull();
  // What was on stays on.
  expect(await present()).toMatchObject({ id, version: 1 });
});

it('tells every language in the outbox, and nobody when there is nothing to end', async () => {
  const entries = () => database().outboxEntry.count();
  const before = await entries();
  await endDueBreakingNews();
  expect(await entries()).toBe(before);
  await declare();
  const [last] = await database().outboxEntry.findMany({ orderBy: { id: 'desc' }, take: 1 });
  expect(last).toMatchObject({ concerns: 'front' });
  expect(await entries()).toBeGreaterThanOrEqual(before + 3);
});
