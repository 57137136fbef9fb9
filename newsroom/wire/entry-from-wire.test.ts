import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { actorFor, createSiteSettings, createStory } from '#e2e/test-data';
import { withdrawArticle } from '#newsroom/editing/withdraw-article';
import { closeCoverage } from '#newsroom/live/close-coverage';
import { listDesk } from '#newsroom/live/list-desk';
import { listOpenLiveBlogs } from '#newsroom/live/list-open-live-blogs';
import { discardDraft } from '#newsroom/live/withdraw-entry';
import type { Actor } from '#newsroom/permissions/actor';
import { deleteOldWireItems } from '#newsroom/wire/delete-old-wire';
import { entryFromWire } from '#newsroom/wire/entry-from-wire';
import { findWireItem } from '#newsroom/wire/find-wire-item';
import { listEntryItems } from '#newsroom/wire/list-entry-items';
import { listWireItems } from '#newsroom/wire/list-wire-items';
import { takeEntries } from '#newsroom/wire/take-entries';
import type { WireEntry } from '#newsroom/wire/wire-entry';
import { database } from '#platform/database';

let source: number;
let author: Actor;
let editor: Actor;
let storyId: number;
let articleId: number;
let number = 0;

beforeAll(async () => {
  await createSiteSettings();
  author = await actorFor('author', 'Anna');
  editor = await actorFor('editor');
  const made = await database().wireSource.create({
    data: { name: 'Agency', address: 'https://a.example/', language: 'ru', credit: 'Agency/Desk' },
  });
  source = made.id;
});
beforeEach(async () => {
  await database().wireItem.deleteMany();
  await database().auditEntry.deleteMany();
  const story = await createStory({ kind: 'live', slugs: { ru: `floods-${++number}` } });
  storyId = story.storyId;
  articleId = story.articles.ru;
});

const entry = (given: Partial<WireEntry> = {}): WireEntry => ({
  ...{ id: `urn:${number}`, link: 'https://a.example/1', wireVersion: 1, status: 'usable', headline: 'Rain' },
  ...{ standfirst: 'It rains', html: '<p>Heavy rain.</p>', language: 'ru', note: '', credit: '', pictures: [] },
  ...given,
});

async function taken(given: Partial<WireEntry> = {}): Promise<number> {
  await takeEntries(source, [entry(given)]);
  return (await database().wireItem.findFirstOrThrow({ orderBy: { id: 'desc' } })).id;
}
const use = (itemId: number, actor = author, story = storyId) => entryFromWire(actor, { itemId, storyId: story });
const entries = () => database().liveEntry.findMany({ where: { storyId }, include: { texts: true, wireUse: true } });
const drafts = async () => (await listDesk(author, storyId, 'ru'))?.drafts ?? [];

it('makes a draft of an entry in the item’s language, with its text and its source, that nobody is writing', async () => {
  const itemId = await taken();
  const made = await use(itemId);
  expect(made).toMatchObject({ ok: true, language: 'ru' });
  const [draft] = await drafts();
  expect(draft).toMatchObject({
    ...{ id: made.ok && made.entryId, shownAt: null, heldBy: null, author: null },
    texts: [
      {
        ...{ language: 'ru', state: 'draft', title: 'Rain', version: 1 },
        body: [
          { type: 'paragraph', text: [{ text: 'It rains' }] },
          { type: 'paragraph', text: [{ text: 'Heavy rain.' }] },
          { type: 'paragraph', text: [{ text: 'Источник: Agency/Desk', href: 'https://a.example/1' }] },
        ],
      },
    ],
  });
  expect(await findWireItem(itemId)).toMatchObject({
    liveUses: [{ storyId, entryId: draft?.id, byName: 'Anna', isAutomatic: false }],
  });
  const used = await listWireItems({ use: 'used' }, { limit: 10 });
  expect(used.stacks.map(({ id }) => id)).toEqual([itemId]);
  expect(await database().auditEntry.findMany({ where: { event: 'live.entryMadeFromWire' } })).toMatchObject([
    { actorId: author.id, resourceId: String(storyId), language: 'ru', title: 'Rain', detail: { agency: 'Agency' } },
  ]);
});

it('names the source without a link where there is none, and repeats no beginning of the text as a title', async () => {
  await use(await taken({ link: '', headline: 'Heavy rain…', standfirst: '', html: '<p>Heavy rain falls.</p>' }));
  expect((await entries())[0]?.texts).toMatchObject([
    {
      title: '',
      body: [
        { type: 'paragraph', text: [{ text: 'Heavy rain falls.' }] },
        { type: 'paragraph', text: [{ text: 'Источник: Agency/Desk' }] },
      ],
    },
  ]);
});

it('an item is one entry of a live blog, however many use it at once, and may be one of another', async () => {
  const itemId = await taken();
  const made = await Promise.all([use(itemId), use(itemId, editor), use(itemId)]);
  expect(made.filter(({ ok }) => ok)).toHaveLength(1);
  for (const refused of made.filter(({ ok }) => !ok))
    expect(refused).toMatchObject({ why: 'already-taken', about: 'liveEntry' });
  expect(await entries()).toHaveLength(1);
  const other = await createStory({ kind: 'live', slugs: { ru: `snow-${number}` } });
  expect(await use(itemId, author, other.storyId)).toMatchObject({ ok: true });
  expect((await findWireItem(itemId))?.liveUses).toHaveLength(2);
});

it('the database lets an item be no second entry of a live blog', async () => {
  const itemId = await taken();
  await use(itemId);
  const second = await database().liveEntry.create({ data: { storyId, token: crypto.randomUUID() } });
  await expect(
    database().wireLiveUse.create({ data: { itemId, storyId, entryId: second.id, usedVersion: 1 } }),
  ).rejects.toMatchObject({ code: 'P2002' });
});

it('an item whose draft was discarded is not used, and may be used again', async () => {
  const itemId = await taken();
  const made = await use(itemId);
  expect(await discardDraft(author, made.ok ? made.entryId : 0)).toEqual({ ok: true });
  expect((await findWireItem(itemId))?.liveUses).toEqual([]);
  expect(await use(itemId)).toMatchObject({ ok: true });
});

it('an item with an entry is kept for good', async () => {
  await use(await taken());
  await database().wireItem.updateMany({ data: { changedAt: new Date(Date.now() - 31 * 86_400_000) } });
  expect(await deleteOldWireItems(10)).toBe(0);
});

describe('is refused', () => {
  it('for whoever may not write entries', async () => {
    const itemId = await taken();
    expect(await use(itemId, await actorFor('contributor'))).toMatchObject({ why: 'not-allowed' });
    expect(await use(itemId, await actorFor('translator'))).toMatchObject({ ok: true });
  });

  it('for an item that is gone, taken back, under embargo or too long', async () => {
    expect(await use(0)).toMatchObject({ why: 'not-found', about: 'wireItem' });
    const withheld = await taken({ status: 'withheld' });
    expect(await use(withheld)).toMatchObject({ why: 'wrong-state', about: 'wireItem' });
    const embargoUntil = new Date('2036-01-01T00:00:00Z');
    const embargoed = await taken({ id: 'b', link: '', headline: 'B', embargoUntil });
    expect(await use(embargoed)).toMatchObject({ why: 'under-embargo', about: 'wireItem' });
    const long = await taken({ id: 'c', link: '', headline: 'C', html: '<p>Line</p>'.repeat(200) });
    expect(await use(long)).toMatchObject({ why: 'invalid', about: 'entryLength' });
    expect(await entries()).toEqual([]);
  });

  it('for a live blog that has ended, is not published in the language, or is none', async () => {
    const itemId = await taken();
    const english = await createStory({ kind: 'live', slugs: { en: `floods-en-${number}` } });
    const article = await createStory({ slugs: { ru: `article-${number}` } });
    for (const id of [english.storyId, article.storyId, 0])
      expect(await use(itemId, author, id)).toMatchObject({ why: 'wrong-state', about: 'liveBlog' });
    await closeCoverage(editor, storyId, true);
    expect(await use(itemId)).toMatchObject({ why: 'wrong-state', about: 'liveBlog' });
    await closeCoverage(editor, storyId, false);
    expect((await listOpenLiveBlogs()).map((one) => one.storyId)).toContain(storyId);
    const chosen = (await listOpenLiveBlogs()).filter((one) => one.storyId === english.storyId);
    expect(chosen).toMatchObject([{ language: 'en', isOpen: true }]);
    expect(await withdrawArticle(editor, articleId, { notice: '', reason: '' })).toEqual({ ok: true });
    expect(await use(itemId)).toMatchObject({ why: 'wrong-state', about: 'liveBlog' });
    expect((await listOpenLiveBlogs()).map((one) => one.storyId)).not.toContain(storyId);
    expect(await listOpenLiveBlogs(storyId)).toContainEqual(expect.objectContaining({ storyId, isOpen: false }));
  });
});

it('a new version and a kill change nothing in what somebody made, and are told at the desk', async () => {
  const made = await use(await taken());
  const entryId = made.ok ? made.entryId : 0;
  await takeEntries(source, [entry({ wireVersion: 2, html: '<p>Very heavy rain.</p>' })]);
  expect((await listEntryItems([entryId])).get(entryId)).toMatchObject({ status: 'usable', hasNewVersion: true });
  await takeEntries(source, [entry({ wireVersion: 3, status: 'canceled', headline: '', html: '' })]);
  expect((await listEntryItems([entryId, 0])).get(entryId)).toMatchObject({ agency: 'Agency', status: 'canceled' });
  expect((await drafts()).map(({ texts }) => texts[0]?.version)).toEqual([1]);
  expect(await database().auditEntry.findMany({ where: { event: 'live.wireCanceled' } })).toMatchObject([
    { actorId: null, resourceId: String(storyId), detail: { agency: 'Agency' } },
  ]);
});
