import fc from 'fast-check';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { startTelegram, type Telegram } from '#e2e/telegram-server';
import { actorFor, createSiteSettings } from '#e2e/test-data';
import { LOOPBACK } from '#e2e/webhook-receiver';
import type { Actor } from '#newsroom/permissions/actor';
import { pollDueSources } from '#newsroom/wire/poll-sources';
import { changeSource, createSource } from '#newsroom/wire/save-source';
import { channelPost, entryOf } from '#newsroom/wire/telegram/post-entry';
import { database } from '#platform/database';

const FIELDS = {
  ...{ name: 'Ministry', address: 'telegram:@ministry', language: 'en' as const, section: '', credit: '' },
  liveStoryId: null,
};
const CHAT = { id: -1001234567, username: 'ministry' };
const AT = Date.UTC(2026, 10, 30, 12) / 1_000;

let admin: Actor;
let telegram: Telegram;
let id: number;

beforeAll(async () => {
  await createSiteSettings();
  admin = await actorFor('administrator');
});
beforeEach(async () => {
  telegram = await startTelegram();
  const made = await createSource(admin, { ...FIELDS, token: telegram.token });
  if (!made.ok) throw new Error(made.why);
  ({ id } = made);
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

const source = () => database().wireSource.findUniqueOrThrow({ where: { id } });
const items = () => database().wireItem.findMany({ orderBy: { id: 'asc' }, include: { versions: true } });
const post = (message_id: number, text: string, more = {}) =>
  telegram.tell({ message_id, date: AT + message_id, chat: CHAT, text, ...more });

it('takes in twenty long posts in letters that Telegram writes with six bytes each', async () => {
  for (let number = 1; number <= 20; number++) post(number, `Վերնագիր ${number}\n${'Հայերեն բառ '.repeat(300)}`);
  await poll();
  expect(await source()).toMatchObject({ trouble: '', failures: 0 });
  expect(await items()).toHaveLength(20);
});

it('takes in what is posted in the channel, once, and is asked again within a minute', async () => {
  post(1, 'Road closed\nThe road to the pass is closed.\n\nUntil Friday.');
  post(2, 'Another channel', { chat: { id: -1009, username: 'other' } });
  telegram.tell({ message_id: 3, date: AT + 3, chat: CHAT, photo: [{ file_id: 'a' }], caption: 'Snow at the pass' });
  telegram.tell({ message_id: 4, date: AT, chat: CHAT, photo: [{ file_id: 'b' }] });
  await poll();
  await poll();
  expect((await items()).map(({ headline, link }) => [headline, link])).toEqual([
    ['Road closed', 'https://t.me/ministry/1'],
    ['Snow at the pass', 'https://t.me/ministry/3'],
  ]);
  expect(await source()).toMatchObject({ format: 'Telegram', trouble: '', failures: 0 });
  expect(Number((await source()).nextPollAt) - Date.now()).toBeLessThan(60_000);
  // Telegram was told what is stored.
  expect(telegram.waiting()).toBe(0);
});

it('an edited post is a new version', async () => {
  post(1, 'Road closed\nUntil Friday.');
  await poll();
  telegram.tell(
    { message_id: 1, date: AT, edit_date: AT + 60, chat: CHAT, text: 'Road closed\nUntil Saturday.' },
    'edited_channel_post',
  );
  await poll();
  const [item, ...others] = await items();
  expect([others.length, item?.version, item?.versions.length]).toEqual([0, 2, 2]);
});

it('reads on where there is more than one answer, and loses nothing when it is refused', async () => {
  for (let n = 1; n <= 45; n++) post(n, `Post number ${n}`);
  telegram.script({ code: 429, description: 'Too Many Requests', retryAfter: 30 });
  await poll();
  expect(await source()).toMatchObject({ trouble: 'status', troubleDetail: 'Too Many Requests', failures: 1 });
  expect(Number((await source()).nextPollAt) - Date.now()).toBeGreaterThan(25_000);
  await poll();
  expect((await items()).length).toBe(45);
});

it('what cannot be read keeps nothing else out', async () => {
  telegram.tell({ message_id: 'x', text: 7 });
  telegram.tell({ nothing: true });
  post(3, 'A post');
  await poll();
  expect((await items()).map(({ headline }) => headline)).toEqual(['A post']);
});

describe('a token', () => {
  it('is needed, stays where none is given, and is of one source alone', async () => {
    const other = { ...FIELDS, address: 'telegram:@other', token: '' };
    expect(await createSource(admin, other)).toMatchObject({ why: 'missing', about: 'secret' });
    expect(await createSource(admin, { ...other, token: telegram.token })).toMatchObject({ why: 'already-taken' });
    const { version } = await source();
    expect(await changeSource(admin, { ...FIELDS, id, version, name: 'The ministry', token: '' })).toEqual({
      ok: true,
    });
    post(1, 'A post');
    await poll();
    expect(await items()).toHaveLength(1);
  });

  it('goes with the address, and is in no answer of a refusal', async () => {
    const before = await source();
    expect(Buffer.from(before.secret ?? []).toString()).not.toContain(telegram.token);
    telegram.script({ code: 401, description: 'Unauthorized' });
    await poll();
    expect((await source()).troubleDetail).toBe('Unauthorized');
    const { version } = await source();
    await changeSource(admin, { ...FIELDS, id, version, address: 'https://agency.example/feed', token: '' });
    expect((await source()).secret).toBeNull();
  });

  it('that cannot be read is said', async () => {
    vi.stubEnv('AUTH_SECRET', 'another secret of forty letters, as after a restore');
    await poll();
    vi.unstubAllEnvs();
    expect(await source()).toMatchObject({ trouble: 'secret', failures: 1 });
  });
});

describe('words of a post', () => {
  const entry = (text: string, entities: object[] = []) =>
    entryOf(channelPost.parse({ message_id: 1, date: AT, chat: CHAT, text, entities }));

  it('have their links and marks, within each other too', () => {
    const text = 'Title\nSee example.com or this <page> now';
    expect(
      entry(text, [
        { type: 'url', offset: 10, length: 11 },
        { type: 'text_link', offset: 25, length: 11, url: 'https://a.example/?a=1&b="2"' },
        { type: 'bold', offset: 30, length: 6 },
        { type: 'mention', offset: 0, length: 3 },
      ])?.html,
    ).toBe(
      '<p>See <a href="https://example.com">example.com</a> or <a href="https://a.example/?a=1&amp;b=&quot;2&quot;">this <strong>&lt;page&gt;</strong></a> now</p>',
    );
  });

  it('begin with a headline; a first line that is too long is cut, and whole in the text', () => {
    const long = 'word '.repeat(60).trim();
    expect(entry(`${long}\nMore`)?.headline).toMatch(/^word .* word…$/);
    expect(entry(`${long}\nMore`)?.html).toBe(`<p>${long}</p><p>More</p>`);
    expect(entry('Only this')).toMatchObject({ headline: 'Only this', html: '<p>Only this</p>' });
    expect(entry(' \n ')).toBeUndefined();
  });

  it('are all there, whatever is marked in them', () => {
    const mark = fc.record({
      type: fc.constantFrom('bold', 'italic', 'text_link', 'url', 'spoiler'),
      offset: fc.nat(80),
      length: fc.nat(80),
      url: fc.constantFrom('https://a.example', undefined),
    });
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 80 }), fc.array(mark, { maxLength: 4 }), (text, marks) => {
        const found = entry(text, marks);
        const words = (value: string) => value.replace(/\s+/g, '');
        const said = words((found?.html ?? '').replaceAll(/<[^>]*>/g, ''))
          .replaceAll('&lt;', '<')
          .replaceAll('&gt;', '>')
          .replaceAll('&amp;', '&');
        expect([said, words(found?.headline ?? '') + said]).toContain(words(text));
      }),
    );
  });
});
