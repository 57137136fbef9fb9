import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { actorFor, createSiteSettings } from '#e2e/test-data';
import { createTranslation } from '#newsroom/editing/create-translation';
import { findWorkingCopy } from '#newsroom/editing/find-working-copy';
import { scheduleArticle } from '#newsroom/editing/schedule-article';
import { moveToTrash } from '#newsroom/editing/trash-article';
import type { Actor } from '#newsroom/permissions/actor';
import { dismissWireVersion, findTakenBack, findWireOrigins } from '#newsroom/wire/article-wire';
import { draftFromWire } from '#newsroom/wire/draft-from-wire';
import { findWireItem, findWireVersion } from '#newsroom/wire/find-wire-item';
import { takeEntries } from '#newsroom/wire/take-entries';
import type { WireEntry } from '#newsroom/wire/wire-entry';
import { database } from '#platform/database';

let source: number;
let author: Actor;

beforeAll(async () => {
  await createSiteSettings();
  author = await actorFor('author', 'Anna');
  const made = await database().wireSource.create({
    data: { name: 'Agency', address: 'https://a.example/', language: 'en', credit: 'Agency/Desk' },
  });
  source = made.id;
});
beforeEach(() => database().wireItem.deleteMany());

const embargoUntil = new Date('2036-01-01T00:00:00Z');
const entry = (version: number, given: Partial<WireEntry> = {}): WireEntry => ({
  ...{
    id: `urn:${expect.getState().currentTestName}`,
    link: 'https://a.example/1',
    wireVersion: version,
    status: 'usable',
  },
  ...{
    headline: 'Rain',
    standfirst: 'It rains',
    html: '<p>Heavy rain.</p><img src="/a.jpg">',
    language: 'ru',
    note: '',
  },
  ...{ credit: '', pictures: [], ...given },
});

async function taken(given: Partial<WireEntry> = {}): Promise<number> {
  await takeEntries(source, [entry(1, given)]);
  return (await database().wireItem.findFirstOrThrow()).id;
}
const use = (itemId: number, actor = author) => draftFromWire(actor, { itemId, section: 'region' });

async function used(given: Partial<WireEntry> = {}) {
  const itemId = await taken(given);
  const made = await use(itemId);
  if (!made.ok) throw new Error(made.why);
  return { itemId, articleId: made.articleId };
}

it('makes a draft in the item’s language, with its text, source line, link and embargo', async () => {
  const { articleId, itemId } = await used({ embargoUntil });
  const draft = await findWorkingCopy(author, articleId);
  expect(draft).toMatchObject({
    ...{ language: 'ru', state: 'draft', slug: 'rain', embargoUntil, createdById: author.id },
    text: {
      ...{ headline: 'Rain', standfirst: 'It rains', source: 'Agency/Desk' },
      body: [
        { type: 'paragraph', text: [{ text: 'Heavy rain.' }] },
        { type: 'paragraph', text: [{ text: 'Источник: Agency/Desk', href: 'https://a.example/1' }] },
      ],
    },
  });
  expect(await findWireItem(itemId)).toMatchObject({ uses: [{ articleId, byName: 'Anna', headline: 'Rain' }] });
  const events = await database().auditEntry.findMany({
    where: { resourceId: String(articleId) },
    orderBy: { id: 'asc' },
  });
  expect(events.map(({ event }) => event)).toEqual(['article.created', 'article.madeFromWire', 'article.saved']);
});

it('sets no embargo that is over, and makes a second draft where somebody wants one', async () => {
  const { articleId, itemId } = await used({ embargoUntil: new Date('2020-01-01T00:00:00Z') });
  expect((await findWorkingCopy(author, articleId))?.embargoUntil).toBeNull();
  expect(await use(itemId)).toMatchObject({ ok: true });
  expect((await findWireItem(itemId))?.uses).toHaveLength(2);
  await moveToTrash(author, articleId);
  expect((await findWireItem(itemId))?.uses).toHaveLength(1);
});

it('takes the longest headline, standfirst and source line', async () => {
  const long = 'word '.repeat(400);
  const { articleId } = await used({ headline: long, standfirst: long, credit: long });
  const text = (await findWorkingCopy(author, articleId))?.text;
  expect([text?.headline.length, text?.standfirst.length, text?.source.length]).toEqual([300, 1_000, 200]);
});

it('refuses what is taken back or gone, and whoever may not', async () => {
  const itemId = await taken({ status: 'withheld' });
  expect(await use(itemId)).toMatchObject({ why: 'wrong-state', about: 'wireItem' });
  expect(await use(0)).toMatchObject({ why: 'not-found', about: 'wireItem' });
  for (const role of ['translator', 'contributor'] as const)
    expect(await use(itemId, await actorFor(role))).toMatchObject({ why: 'not-allowed' });
  expect(await draftFromWire(author, { itemId: await taken({ id: 'b' }), section: 'gone' })).toMatchObject({
    ok: false,
  });
});

describe('a new version', () => {
  it('stands beside the text, until somebody has dealt with it', async () => {
    const { articleId, itemId } = await used();
    await takeEntries(source, [entry(2, { headline: 'Heavy rain', html: '<p>Very heavy rain.</p>' })]);
    expect((await findWorkingCopy(author, articleId))?.text.headline).toBe('Rain');
    expect(await findWireOrigins(articleId)).toMatchObject([
      { itemId, version: 2, seenVersion: 1, usedVersion: 1, status: 'usable' },
    ]);
    expect(await findWireVersion(itemId, 1)).toMatchObject({ headline: 'Rain' });
    expect(await findWireVersion(itemId, 2)).toMatchObject({ headline: 'Heavy rain' });
    await takeEntries(source, [entry(3, { headline: 'Storm' })]);
    expect(await dismissWireVersion(author, { articleId, itemId, version: 2 })).toEqual({ ok: true });
    expect(await findWireOrigins(articleId)).toMatchObject([{ version: 3, seenVersion: 2 }]);
    expect(await dismissWireVersion(author, { articleId, itemId, version: 2 })).toMatchObject({ why: 'conflict' });
    expect(await dismissWireVersion(author, { articleId, itemId, version: 4 })).toMatchObject({ why: 'conflict' });
    const other = await actorFor('author');
    expect(await dismissWireVersion(other, { articleId, itemId, version: 3 })).toMatchObject({ why: 'not-allowed' });
  });
});

it('marks every story of an item that its agency takes back, and no other', async () => {
  const { articleId, itemId } = await used();
  const second = await use(itemId);
  expect(await findTakenBack([articleId])).toEqual(new Map());
  await takeEntries(source, [entry(2, { status: 'canceled', headline: '', html: '' })]);
  const other = second.ok ? second.articleId : 0;
  expect(await findTakenBack([articleId, other, 0])).toEqual(
    new Map([
      [articleId, 'canceled'],
      [other, 'canceled'],
    ]),
  );
  // Its translations are marked with it.
  const translated = await createTranslation(await actorFor('editor'), articleId, 'hy');
  const translation = translated.ok ? translated.articleId : 0;
  expect(await findTakenBack([translation])).toEqual(new Map([[translation, 'canceled']]));
  expect(await findWireOrigins(translation)).toMatchObject([{ articleId, status: 'canceled' }]);
  // A text that was released again is no longer marked.
  await takeEntries(source, [entry(3)]);
  expect(await findTakenBack([articleId])).toEqual(new Map());
});

describe('a scheduled article', () => {
  const at = new Date(Date.now() + 3_600_000);
  const scheduled = async () => {
    const { articleId, itemId } = await used();
    const editor = await actorFor('editor');
    expect(await scheduleArticle(editor, articleId, { version: 2, at })).toEqual({ ok: true });
    return { articleId, itemId, editor };
  };

  it.each(['canceled', 'withheld'] as const)('is unscheduled when its item is %s, and says so', async (status) => {
    const { articleId } = await scheduled();
    await takeEntries(source, [entry(2, { status, headline: '', html: '' })]);
    expect(await database().article.findUnique({ where: { id: articleId } })).toMatchObject({
      state: 'draft',
      publishedAt: null,
    });
    const [origin] = await findWireOrigins(articleId);
    expect(origin?.unscheduledFrom?.getTime()).toBe(Math.floor(at.getTime() / 60_000) * 60_000);
    const events = await database().auditEntry.findMany({
      where: { resourceId: String(articleId), event: 'article.wireUnscheduled' },
    });
    expect(events).toMatchObject([{ actorId: null, detail: { agency: 'Agency' } }]);
  });

  it('that somebody schedules after the kill is published: they have seen it', async () => {
    const { articleId, editor } = await scheduled();
    await takeEntries(source, [entry(2, { status: 'canceled' })]);
    expect(await scheduleArticle(editor, articleId, { version: 2, at })).toEqual({ ok: true });
    await takeEntries(source, [entry(2, { status: 'canceled' })]);
    expect(await findWireOrigins(articleId)).toMatchObject([{ status: 'canceled', unscheduledFrom: null }]);
  });
});

it('a draft is there whole, or not at all', async () => {
  const itemId = await taken();
  const before = await Promise.all([database().article.count(), database().auditEntry.count()]);
  await database().$executeRawUnsafe(
    "ALTER TABLE revision ADD CONSTRAINT no_rain CHECK (headline <> 'Rain') NOT VALID",
  );
  await expect(use(itemId)).rejects.toThrow(/no_rain/);
  await database().$executeRawUnsafe('ALTER TABLE revision DROP CONSTRAINT no_rain');
  expect(await Promise.all([database().article.count(), database().auditEntry.count()])).toEqual(before);
  expect((await findWireItem(itemId))?.uses).toEqual([]);
});

it('drafts of one item that are made at once have slugs of their own', async () => {
  const itemId = await taken();
  const made = await Promise.all([use(itemId), use(itemId), use(itemId)]);
  expect(made).toMatchObject([{ ok: true }, { ok: true }, { ok: true }]);
});
