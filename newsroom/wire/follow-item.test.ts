import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startTelegram, type Telegram } from '#e2e/telegram-server';
import { actorFor, createSiteSettings, createStory } from '#e2e/test-data';
import { LOOPBACK } from '#e2e/webhook-receiver';
import { closeCoverage } from '#newsroom/live/close-coverage';
import { findLiveBlog } from '#newsroom/live/find-live-blog';
import { holdEntry, releaseEntry } from '#newsroom/live/hold-entry';
import { listDesk } from '#newsroom/live/list-desk';
import { setEntryAuthor } from '#newsroom/live/mark-entry';
import { publishEntry } from '#newsroom/live/publish-entry';
import { saveEntry } from '#newsroom/live/save-entry';
import { discardDraft } from '#newsroom/live/withdraw-entry';
import type { Actor } from '#newsroom/permissions/actor';
import { dismissEntryVersion } from '#newsroom/wire/dismiss-entry-version';
import { findEntryVersions } from '#newsroom/wire/find-entry-versions';
import { findWireItem } from '#newsroom/wire/find-wire-item';
import { listEntryItems } from '#newsroom/wire/list-entry-items';
import { pollDueSources } from '#newsroom/wire/poll-sources';
import { changeSource, createSource } from '#newsroom/wire/save-source';
import { takeEntries } from '#newsroom/wire/take-entries';
import { database } from '#platform/database';

// Posts of a channel of Telegram that become drafts of a live blog by themselves.

const CHAT = { id: -1001234567, username: 'ministry' };
const AT = Date.UTC(2026, 10, 30, 12) / 1_000;
const FIELDS = { name: 'Ministry', address: 'telegram:@ministry', language: 'en' as const, section: '', credit: '' };

let admin: Actor;
let author: Actor;
let telegram: Telegram;
let source: number;
let storyId: number;
let number = 0;

beforeAll(async () => {
  await createSiteSettings();
  admin = await actorFor('administrator');
  author = await actorFor('author', 'Anna');
});
beforeEach(async () => {
  await database().auditEntry.deleteMany();
  telegram = await startTelegram();
  ({ storyId } = await createStory({ kind: 'live', slugs: { en: `floods-${++number}` } }));
  const made = await createSource(admin, { ...FIELDS, token: telegram.token, liveStoryId: storyId });
  if (!made.ok) throw new Error(made.why);
  source = made.id;
});
afterEach(async () => {
  await telegram.close();
  await database().wireItem.deleteMany();
  await database().wireSource.deleteMany();
});

async function poll(): Promise<void> {
  await database().wireSource.updateMany({ data: { nextPollAt: new Date(0) } });
  await pollDueSources({ door: LOOPBACK, telegram: telegram.server });
}
async function posted(text = 'Road closed\nUntil Friday.', message_id = 1): Promise<void> {
  telegram.tell({ message_id, date: AT + message_id, chat: CHAT, text });
  await poll();
}
async function edited(text: string, edit = 60): Promise<void> {
  const kind = 'edited_channel_post';
  telegram.tell({ message_id: 1, date: AT, edit_date: AT + edit, chat: CHAT, text }, kind);
  await poll();
}
const killed = (status: 'canceled' | 'withheld', wireVersion = AT + 900) =>
  takeEntries(source, [
    {
      ...{ id: `${CHAT.id}/1`, link: 'https://t.me/ministry/1', wireVersion, status, headline: '', standfirst: '' },
      ...{ html: '', language: '', note: '', credit: '', pictures: [] },
    },
  ]);

const texts = () =>
  database().liveEntryText.findMany({ where: { storyId }, orderBy: [{ entryId: 'asc' }, { language: 'asc' }] });
const items = () => database().wireItem.findMany({ orderBy: { id: 'asc' }, include: { liveUses: true } });
async function draft() {
  const [text] = await texts();
  if (!text) throw new Error('there is no draft');
  return text;
}
const words = async () => (await texts()).map(({ body }) => JSON.stringify(body));
const save = async (base: number, entryId: number) =>
  saveEntry(author, entryId, {
    ...{ language: 'en', base },
    text: { title: 'Mine', body: [{ type: 'paragraph', text: [{ text: 'My words.' }] }] },
  });

describe('a post', () => {
  it('becomes a draft with its source, once, and readers have nothing of it', async () => {
    await posted();
    await poll();
    expect(await texts()).toMatchObject([
      {
        ...{ language: 'en', state: 'draft', title: 'Road closed', changedById: null },
        body: [
          { type: 'paragraph', text: [{ text: 'Until Friday.' }] },
          { type: 'paragraph', text: [{ text: 'Source: Ministry', href: 'https://t.me/ministry/1' }] },
        ],
      },
    ]);
    expect((await findLiveBlog(storyId, 'en', { order: 'newest' }))?.entries).toEqual([]);
    const [item] = await items();
    expect((await findWireItem(item?.id ?? 0))?.liveUses).toMatchObject([{ storyId, isAutomatic: true, byName: '' }]);
    expect(await database().auditEntry.findMany({ where: { event: 'live.entryMadeFromWire' } })).toMatchObject([
      { actorId: null, resourceId: String(storyId), title: 'Road closed', detail: { agency: 'Ministry' } },
    ]);
  });

  it('that several machines take in at once is one draft', async () => {
    const wired = (n: number) => ({
      ...{ id: `${CHAT.id}/${n}`, link: `https://t.me/ministry/${n}`, wireVersion: AT + n, headline: `Post ${n}` },
      ...{ status: 'usable' as const, standfirst: '', html: `<p>Text ${n}</p>`, language: '', note: '', credit: '' },
      pictures: [],
    });
    const list = [1, 2, 3, 4, 5, 6].map(wired);
    const taken = await Promise.all([1, 2, 3, 4].map(() => takeEntries(source, list)));
    expect(taken.reduce((sum, { items }) => sum + items, 0)).toBe(6);
    expect(taken.reduce((sum, { failures }) => sum + failures, 0)).toBe(0);
    expect(await texts()).toHaveLength(6);
    expect(await database().wireLiveUse.count({ where: { storyId } })).toBe(6);
  });

  it('of a busy channel is one of more drafts than the desk lists, and the desk says how many', async () => {
    for (let n = 1; n <= 43; n++) telegram.tell({ message_id: n, date: AT + n, chat: CHAT, text: `Post number ${n}` });
    await poll();
    const desk = await listDesk(author, storyId, 'en');
    expect([desk?.drafts.length, desk?.olderDrafts]).toEqual([40, 3]);
  });

  it('whose draft cannot be made is no item either, and comes again', async () => {
    await database().$executeRaw`ALTER TABLE wire_live_use ADD CONSTRAINT none CHECK (used_version = 0) NOT VALID`;
    await posted();
    expect([await items(), await texts()]).toEqual([[], []]);
    await database().$executeRaw`ALTER TABLE wire_live_use DROP CONSTRAINT none`;
    await poll();
    expect([(await items()).length, (await texts()).length]).toEqual([1, 1]);
  });

  it.each([
    ['has ended', () => closeCoverage(admin, storyId, true)],
    ['was deleted', () => database().story.delete({ where: { id: storyId } })],
    [
      'is not published',
      () => database().article.updateMany({ where: { storyId }, data: { state: 'draft', publishedAt: null } }),
    ],
    [
      'is one of a source that is no channel any more',
      () => database().wireSource.update({ where: { id: source }, data: { address: 'https://a.example/feed' } }),
    ],
  ])('stays in the inbox where the live blog %s', async (_, change) => {
    await change();
    await takeEntries(source, [
      {
        ...{ id: 'a', link: '', wireVersion: 1, status: 'usable', headline: 'Road closed', standfirst: '' },
        ...{ html: '<p>Until Friday.</p>', language: '', note: '', credit: '', pictures: [] },
      },
    ]);
    expect(await items()).toMatchObject([{ headline: 'Road closed', liveUses: [] }]);
    expect(await texts()).toEqual([]);
  });
});

describe('an edited post', () => {
  it('changes a draft that nobody has touched, again and again', async () => {
    await posted();
    await edited('Road closed\nUntil Saturday.');
    await edited('Road closed\nUntil Sunday.', 120);
    expect(await words()).toEqual([expect.stringContaining('Until Sunday.')]);
    expect(await draft()).toMatchObject({ version: 3, state: 'draft' });
    expect((await items())[0]?.liveUses).toMatchObject([{ usedVersion: 3, textVersion: 3 }]);
    // Whoever has seen an earlier text does not publish another one.
    const { entryId } = await draft();
    expect(await publishEntry(author, entryId, { language: 'en', version: 1 })).toMatchObject({ why: 'conflict' });
  });

  it.each<[string, (entryId: number) => Promise<unknown>]>([
    ['was changed', (entryId) => save(1, entryId)],
    ['was published', (entryId) => publishEntry(author, entryId, { language: 'en', version: 1 })],
    ['is being written', (entryId) => holdEntry(author, entryId)],
    ['has an author', (entryId) => setEntryAuthor(author, entryId, 'anna')],
    [
      'was translated',
      (entryId) => saveEntry(author, entryId, { language: 'ru', text: { title: 'Дорога', body: [] }, base: 0 }),
    ],
  ])('stays in the inbox where the draft %s', async (_, touch) => {
    await posted();
    const { entryId } = await draft();
    expect(await touch(entryId)).toMatchObject({ ok: true });
    const before = await texts();
    await edited('Road closed\nUntil Saturday.');
    expect(await texts()).toEqual(before);
    expect(await items()).toMatchObject([{ version: 2, liveUses: [{ usedVersion: 1 }] }]);
  });

  it('stands beside the entry until somebody has dealt with it, and so does the next', async () => {
    await posted();
    const { entryId } = await draft();
    await save(1, entryId);
    await edited('Road closed\nUntil Saturday.');
    const [{ id: itemId } = { id: 0 }] = await items();
    const isNew = async () => (await listEntryItems([entryId])).get(entryId)?.hasNewVersion;
    expect(await isNew()).toBe(true);
    expect(await findEntryVersions(entryId, itemId)).toMatchObject({
      ...{ storyId, agency: 'Ministry', version: 2, usedVersion: 1, language: 'en', itemLanguage: 'en' },
      own: { headline: 'Mine' },
      used: { headline: 'Road closed', body: [{ text: [{ text: 'Until Friday.' }] }, {}] },
      newest: { headline: 'Road closed', body: [{ text: [{ text: 'Until Saturday.' }] }, {}] },
    });
    expect(await findEntryVersions(entryId, itemId + 1)).toBeNull();

    const seen = { entryId, itemId, version: 2 };
    expect(await dismissEntryVersion(await actorFor('contributor'), seen)).toMatchObject({ why: 'not-allowed' });
    expect(await dismissEntryVersion(author, { ...seen, version: 3 })).toMatchObject({ why: 'conflict' });
    expect(await dismissEntryVersion(author, seen)).toEqual({ ok: true });
    expect(await dismissEntryVersion(author, seen)).toMatchObject({ why: 'conflict' });
    expect(await isNew()).toBe(false);
    expect(await words()).toEqual([expect.stringContaining('My words.')]);
    expect(await database().auditEntry.findMany({ where: { event: 'live.wireVersionDismissed' } })).toMatchObject([
      { actorId: author.id, resourceId: String(storyId), title: 'Mine', detail: { agency: 'Ministry' } },
    ]);
    await edited('Road closed\nUntil Sunday.', 120);
    expect(await isNew()).toBe(true);
    // What the agency has changed is told from what was dealt with on.
    expect((await findEntryVersions(entryId, itemId))?.used?.body[0]).toMatchObject({
      text: [{ text: 'Until Saturday.' }],
    });
  });

  it('changes a draft that somebody has only opened, once they have left', async () => {
    await posted();
    const { entryId } = await draft();
    await holdEntry(author, entryId);
    await edited('Road closed\nUntil Saturday.');
    await releaseEntry(author, entryId);
    await edited('Road closed\nUntil Sunday.', 120);
    expect(await words()).toEqual([expect.stringContaining('Until Sunday.')]);
  });

  it('makes no draft where it was discarded, nor where the post came before the setting', async () => {
    await posted();
    expect(await discardDraft(author, (await draft()).entryId)).toEqual({ ok: true });
    await edited('Road closed\nUntil Saturday.');
    await database().wireSource.update({ where: { id: source }, data: { liveStoryId: null } });
    await posted('Rain\nAll day.', 2);
    await database().wireSource.update({ where: { id: source }, data: { liveStoryId: storyId } });
    telegram.tell(
      { message_id: 2, date: AT, edit_date: AT + 200, chat: CHAT, text: 'Rain\nAll night.' },
      'edited_channel_post',
    );
    await poll();
    expect((await items()).map(({ version }) => version)).toEqual([2, 2]);
    expect(await texts()).toEqual([]);
  });

  it('never takes away what somebody saves or publishes at the same moment', async () => {
    for (let round = 1; round <= 12; round++) {
      telegram.tell({ message_id: round, date: AT + round, chat: CHAT, text: `Post ${round}\nFirst words.` });
      await poll();
      const [item] = await database().wireItem.findMany({
        orderBy: { id: 'desc' },
        take: 1,
        include: { liveUses: true },
      });
      const entryId = item?.liveUses[0]?.entryId ?? 0;
      const act = round % 2 === 0 ? save(1, entryId) : publishEntry(author, entryId, { language: 'en', version: 1 });
      const edit = takeEntries(source, [
        {
          ...{
            id: `${CHAT.id}/${round}`,
            link: '',
            wireVersion: AT + 500,
            status: 'usable',
            headline: `Post ${round}`,
          },
          ...{ standfirst: '', html: '<p>Other words.</p>', language: '', note: '', credit: '', pictures: [] },
        },
      ]);
      const [acted, taken] = await Promise.all([act, edit]);
      expect(taken).toMatchObject({ versions: 1, failures: 0 });
      const text = await database().liveEntryText.findFirstOrThrow({ where: { entryId } });
      const isOther = JSON.stringify(text.body).includes('Other words.');
      // One of the two was first, and the other knows.
      expect(isOther).toBe(!acted.ok);
      if (!acted.ok) expect(acted).toMatchObject({ why: 'conflict' });
      if (acted.ok && round % 2 === 1) expect(JSON.stringify(text.publishedBody)).toContain('First words.');
    }
  });
});

describe('a post that is taken back', () => {
  it('takes a draft with it that nobody has touched; the log keeps its words', async () => {
    await posted();
    await killed('canceled');
    expect(await texts()).toEqual([]);
    expect(await items()).toMatchObject([{ status: 'canceled', liveUses: [] }]);
    const [event] = await database().auditEntry.findMany({ where: { event: 'live.wireDraftRemoved' } });
    expect(event).toMatchObject({ actorId: null, title: 'Road closed', detail: { agency: 'Ministry' } });
    expect(JSON.stringify(event?.detail)).toContain('Until Friday.');
  });

  it('marks an entry that somebody has published, and takes nothing from readers', async () => {
    await posted();
    const { entryId } = await draft();
    await publishEntry(author, entryId, { language: 'en', version: 1 });
    await killed('canceled');
    expect((await findLiveBlog(storyId, 'en', { order: 'newest' }))?.entries.map(({ id }) => id)).toEqual([entryId]);
    expect(await database().auditEntry.findMany({ where: { event: 'live.wireCanceled' } })).toMatchObject([
      { resourceId: String(storyId), title: 'Road closed' },
    ]);
  });

  it('that is only held back marks the draft, which follows it when it is released', async () => {
    await posted();
    await killed('withheld', AT + 60);
    expect(await words()).toEqual([expect.stringContaining('Until Friday.')]);
    expect(await database().auditEntry.count({ where: { event: 'live.wireWithheld' } })).toBe(1);
    await edited('Road closed\nUntil Monday.', 90);
    expect(await words()).toEqual([expect.stringContaining('Until Monday.')]);
  });
});

describe('the setting', () => {
  const change = async (given: object) => {
    const { version } = await database().wireSource.findUniqueOrThrow({ where: { id: source } });
    return changeSource(admin, { ...FIELDS, token: '', liveStoryId: storyId, id: source, version, ...given });
  };

  it('takes a live blog that goes on in the language of the source, for a channel of Telegram alone', async () => {
    const refusal = { ok: false, why: 'invalid', about: 'sourceLiveBlog' };
    const russian = await createStory({ kind: 'live', slugs: { ru: `russian-${number}` } });
    expect(await change({ liveStoryId: russian.storyId })).toMatchObject(refusal);
    expect(await change({ liveStoryId: 2_000_000_000 })).toMatchObject(refusal);
    expect(await change({ language: 'ru' })).toMatchObject(refusal);
    expect(await change({ address: 'https://agency.example/feed' })).toMatchObject({ about: 'liveBlogSource' });
    expect(await change({ language: 'ru', liveStoryId: russian.storyId })).toEqual({ ok: true });
  });

  it('stays as it is where the live blog has ended, and is told in the log', async () => {
    await closeCoverage(admin, storyId, true);
    expect(await change({ name: 'The ministry' })).toEqual({ ok: true });
    expect(await change({ liveStoryId: null })).toEqual({ ok: true });
    expect(await change({})).toMatchObject({ about: 'sourceLiveBlog' });
    const events = await database().auditEntry.findMany({ where: { event: 'source.changed' }, orderBy: { id: 'asc' } });
    expect(events.map(({ detail }) => detail)).toMatchObject([
      { changed: { name: ['Ministry', 'The ministry'] } },
      { changed: { liveBlog: [expect.any(String), null] } },
    ]);
  });
});
