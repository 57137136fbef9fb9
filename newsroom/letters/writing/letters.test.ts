import fc from 'fast-check';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { addSubscriber, clearLetters, createDueLetter, turnLettersOn } from '#e2e/letter-scene';
import { actorFor, createSiteSettings, createStory } from '#e2e/test-data';
import { addNote } from '#newsroom/editing/add-note';
import { withdrawArticle } from '#newsroom/editing/withdraw-article';
import { recordReport } from '#newsroom/letters/bounces/record-report';
import { returnPathOf } from '#newsroom/letters/bounces/return-path';
import { countLetters } from '#newsroom/letters/count-letters';
import { deleteOldLetters } from '#newsroom/letters/delete-old-letters';
import { arrangeItems } from '#newsroom/letters/writing/arrange-items';
import { decideLetter } from '#newsroom/letters/writing/decide-letter';
import { findEditable } from '#newsroom/letters/writing/find-editable-letter';
import { composeLetter, findLetter, listItems } from '#newsroom/letters/writing/find-letter';
import { findSums, listLetters } from '#newsroom/letters/writing/list-letters';
import { findStoryFor, saveLetter } from '#newsroom/letters/writing/save-letter';
import type { Actor } from '#newsroom/permissions/actor';
import { database } from '#platform/database';

let editor: Actor;
const ids: Record<string, number> = {};
const HOUR = 3_600_000;

async function story(slug: string, { hoursAgo = 1, reads = 0 } = {}): Promise<number> {
  const { articles } = await createStory({ slugs: { en: slug }, publishedAt: new Date(Date.now() - hoursAgo * HOUR) });
  ids[slug] = articles.en;
  if (reads > 0)
    await database().articleView.create({
      data: { articleId: articles.en, day: new Date(), views: reads, reach: reads },
    });
  return articles.en;
}

const contentOf = async (id: number) => {
  const letter = await findLetter(id);
  if (!letter) throw new Error('no letter');
  return composeLetter(letter, await listItems(letter));
};
const headlines = async (id: number) =>
  (await contentOf(id)).stories.map(({ headline }) => headline.replace('Headline of ', ''));

beforeAll(async () => {
  await createSiteSettings();
  await turnLettersOn();
  editor = await actorFor('editor');
});
afterEach(async () => {
  await clearLetters();
  await database().article.deleteMany();
});

describe('a digest', () => {
  it('has what was published since the one before it, the most read first', async () => {
    await story('quiet', { hoursAgo: 2 });
    await story('read', { hoursAgo: 5, reads: 40 });
    await story('newest', { hoursAgo: 1 });
    await story('old', { hoursAgo: 50, reads: 900 });
    const id = await createDueLetter();
    expect(await headlines(id)).toEqual(['read', 'newest', 'quiet']);
    expect((await contentOf(id)).subject).toBe('Headline of read');
  });

  it('never has a story that an earlier one had', async () => {
    const first = await story('first', { hoursAgo: 3 });
    await story('second', { hoursAgo: 2 });
    const earlier = await database().letter.create({
      data: {
        ...{ kind: 'daily', language: 'en', occasion: 'before', state: 'sent', startedAt: new Date() },
        dueAt: new Date(Date.now() - 10 * HOUR),
        items: { create: [{ position: 0, articleId: first }] },
      },
    });
    expect(await headlines(await createDueLetter())).toEqual(['second']);
    await database().letter.update({ where: { id: earlier.id }, data: { state: 'cancelled' } });
  });

  it.each(['held', 'cancelled'])(
    'leaves out what one has that is %s after it was begun, and goes on from its time',
    async (state) => {
      const first = await story('first', { hoursAgo: 3 });
      await story('before', { hoursAgo: 12 });
      await story('second', { hoursAgo: 2 });
      const begun = { kind: 'daily', language: 'en', occasion: 'before', state, startedAt: new Date() };
      await database().letter.create({
        data: {
          ...{ ...begun, dueAt: new Date(Date.now() - 10 * HOUR) },
          items: { create: [{ position: 0, articleId: first }] },
        },
      });
      // One that was never begun has told nobody anything.
      const never = { ...begun, occasion: 'never', startedAt: null, dueAt: new Date(Date.now() - 2.5 * HOUR) };
      await database().letter.create({ data: never });
      expect(await headlines(await createDueLetter())).toEqual(['second']);
    },
  );

  it.each(['sent', 'held'])(
    'has the corrections of its time, those of stories in earlier ones (%s) first and marked',
    async (state) => {
      const [inLetter, other] = [await story('in-letter', { hoursAgo: 60 }), await story('other', { hoursAgo: 60 })];
      await database().letter.create({
        data: {
          ...{ kind: 'daily', language: 'en', occasion: 'before', state },
          ...{ dueAt: new Date(Date.now() - 50 * HOUR), startedAt: new Date(Date.now() - 50 * HOUR) },
          items: { create: [{ position: 0, articleId: inLetter }] },
        },
      });
      for (const [articleId, text] of [
        [other, 'It was 12.'],
        [inLetter, 'It was 13.'],
      ] as const)
        expect(await addNote(editor, articleId, { kind: 'correction', text })).toMatchObject({ ok: true });
      const { corrections, stories } = await contentOf(await createDueLetter());
      expect(stories).toEqual([]);
      expect(corrections.map(({ text, wasInLetter }) => [text, wasInLetter])).toEqual([
        ['It was 13.', true],
        ['It was 12.', false],
      ]);
    },
  );

  it('leaves out what readers no longer have, though somebody has chosen it', async () => {
    const [kept, gone] = [await story('kept'), await story('gone')];
    const id = await createDueLetter();
    const items = [gone, kept].map((articleId) => ({ articleId, noteId: null, line: '' }));
    expect(await saveLetter(editor, id, { seen: 1, subject: '', intro: '', items })).toEqual({ ok: true });
    expect(await withdrawArticle(editor, gone, { notice: '', reason: '' })).toMatchObject({ ok: true });
    expect(await headlines(id)).toEqual(['kept']);
  });
});

describe('an editor', () => {
  it('changes order, words and subject; nobody else’s words are lost', async () => {
    const [a, b] = [await story('a', { hoursAgo: 2 }), await story('b', { hoursAgo: 3 })];
    const id = await createDueLetter();
    const items = [b, a].map((articleId, index) => ({
      articleId,
      noteId: null,
      line: index === 0 ? 'My own line' : '',
    }));
    expect(await saveLetter(editor, id, { seen: 1, subject: 'The day', intro: 'Good evening', items })).toEqual({
      ok: true,
    });
    const content = await contentOf(id);
    expect(content).toMatchObject({ subject: 'The day', intro: 'Good evening' });
    expect(content.stories.map(({ summary }) => summary)).toEqual(['My own line', 'Standfirst of a']);
    const other = await saveLetter(editor, id, { seen: 1, subject: 'Mine', intro: '', items: null });
    expect(other).toMatchObject({ ok: false, why: 'conflict' });
    expect((await contentOf(id)).subject).toBe('The day');
    await story('later', { hoursAgo: 0 });
    await database().letter.update({ where: { id }, data: { dueAt: new Date(Date.now() + HOUR) } });
    const editable = await findEditable(editor, id);
    expect(editable?.items.map(({ headline }) => headline)).toEqual(['Headline of b', 'Headline of a']);
    expect(editable?.offered.map(({ headline }) => headline)).toEqual(['Headline of later']);
  });

  it('is refused what is not published in the letter’s language, too much, and a letter that is being sent', async () => {
    const a = await story('a');
    const russian = (await createStory({ slugs: { ru: 'po-russki' } })).articles.ru;
    const id = await createDueLetter();
    const save = (items: { articleId: number; noteId: null; line: string }[], seen = 1) =>
      saveLetter(editor, id, { seen, subject: '', intro: '', items });
    const item = (articleId: number) => ({ articleId, noteId: null, line: '' });
    expect(await save([item(russian)])).toMatchObject({ why: 'invalid', about: 'notPublished' });
    expect(await save(Array.from({ length: 41 }, () => item(a)))).toMatchObject({ why: 'too-many' });
    await database().letter.update({ where: { id }, data: { state: 'sending', startedAt: new Date() } });
    expect(await save([item(a)])).toMatchObject({ why: 'wrong-state' });
    expect(await decideLetter(editor, id, { seen: 1, decision: 'sendNow' })).toMatchObject({ why: 'wrong-state' });
  });

  it('may do so, an author may not', async () => {
    const id = await createDueLetter();
    const author = await actorFor('author');
    expect(await saveLetter(author, id, { seen: 1, subject: '', intro: '', items: null })).toMatchObject({
      why: 'not-allowed',
    });
    expect(await decideLetter(author, id, { seen: 1, decision: 'cancel' })).toMatchObject({ why: 'not-allowed' });
    expect(await findEditable(author, id)).toBeNull();
  });

  it('finds a story by its address, however it is written', async () => {
    const a = await story('a-story');
    for (const written of ['/en/post/a-story', 'https://paper.example/en/post/a-story?utm=1', 'a-story'])
      expect(await findStoryFor('en', written)).toBe(a);
    expect(await findStoryFor('en', 'https://paper.example/en/post/none')).toBeNull();
    expect(await findStoryFor('ru', '/en/post/a-story')).toBeNull();
  });
});

it('a letter that is cancelled half way keeps its sums, with whoever was being sent it then, for ever', async () => {
  const id = await createDueLetter();
  await database().letter.update({ where: { id }, data: { state: 'sending', startedAt: new Date() } });
  const states = ['sent', 'sent', 'bounced', 'waiting', 'failed', 'sending', 'sending', 'sending'];
  await database().letterRecipient.createMany({
    data: states.map((state, position) => ({ letterId: id, domain: 'one.example', position, state })),
  });
  expect(await decideLetter(editor, id, { seen: 1, decision: 'cancel' })).toEqual({ ok: true });
  expect(await findSums(id)).toMatchObject({ sent: 2, bounced: 1, leftOut: 2, open: 0 });
  const { letters } = (await listLetters(editor, { limit: 5 })) ?? {};
  expect(letters).toMatchObject([{ id, sent: 2, bounced: 1, leftOut: 2, open: 0 }]);
  expect((await countLetters()).results).toMatchObject({ sent: 2, bounced: 1, left_out: 2 });
  // What came of those who were being sent it: one has it, one was put off, of one nothing was heard.
  const [first, second] = await database().letterRecipient.findMany({ where: { letterId: id, state: 'sending' } });
  await database().letterRecipient.update({ where: { id: first?.id ?? 0n }, data: { state: 'sent' } });
  await database().letterRecipient.update({ where: { id: second?.id ?? 0n }, data: { state: 'failed' } });
  await database().letter.update({ where: { id }, data: { endedAt: new Date(Date.now() - HOUR) } });
  await deleteOldLetters(1_000);
  expect(await findSums(id)).toMatchObject({ sent: 3, bounced: 1, leftOut: 3, unsure: 1, open: 0 });
  // A letter that comes back after all.
  const reader = await database().letterRecipient.findFirstOrThrow({ where: { letterId: id, state: 'sent' } });
  const subscriberId = await addSubscriber('anna@one.example');
  await database().letterRecipient.update({ where: { id: reader.id }, data: { subscriberId } });
  const addresses = [returnPathOf('bounces@paper.example', reader.id)];
  await recordReport({ kind: 'bounce', status: '5.7.1', words: 'no', addresses }, { isTrusted: true });
  expect(await findSums(id)).toMatchObject({ sent: 2, bounced: 2 });
  const old = new Date(Date.now() - 61 * 24 * HOUR);
  await database().letter.update({ where: { id }, data: { endedAt: old } });
  await database().letterRecipient.updateMany({ data: { createdAt: old } });
  await deleteOldLetters(1_000);
  expect(await database().letterRecipient.count()).toBe(0);
  expect(await findSums(id)).toMatchObject({ sent: 2, bounced: 2, leftOut: 3, unsure: 1 });
});

it('arranging loses nothing that was not removed, and repeats nothing', () => {
  const item = fc.integer({ min: 1, max: 50 }).map(String);
  fc.assert(
    fc.property(
      fc.uniqueArray(item, { maxLength: 20 }),
      fc.array(fc.oneof(fc.integer({ min: -5, max: 99 }).map(String), fc.constant(''), fc.constant('x')), {
        minLength: 20,
        maxLength: 20,
      }),
      fc.uniqueArray(item),
      fc.uniqueArray(item),
      (items, places, removed, added) => {
        const lines = items.map((one) => `line of ${one}`);
        const arranged = arrangeItems({
          items,
          lines,
          places: places.slice(0, items.length),
          removed,
          added,
          choice: 'by-hand',
        });
        const expected = [
          ...items.filter((one) => !removed.includes(one)),
          ...added.filter((one) => !items.includes(one)),
        ];
        expect(arranged?.map(({ articleId }) => String(articleId)).sort()).toEqual(expected.sort());
        for (const { articleId, line } of arranged ?? [])
          if (items.includes(String(articleId))) expect(line).toBe(`line of ${articleId}`);
      },
    ),
  );
});
