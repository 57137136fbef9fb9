import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startTelegram, type Telegram } from '#e2e/telegram-server';
import { actorFor, createSiteSettings, createStory } from '#e2e/test-data';
import { LOOPBACK } from '#e2e/webhook-receiver';
import { declareBreakingNews, takeBackBreakingNews } from '#newsroom/breaking/declare-breaking-news';
import { confirmPost } from '#newsroom/deliveries/channels/confirm-post';
import { findChannel, listChannelsOfArticle } from '#newsroom/deliveries/channels/list-channels';
import { previewPosts } from '#newsroom/deliveries/channels/preview-posts';
import { changeChannel, createChannel } from '#newsroom/deliveries/channels/save-channel';
import { saveChannelText } from '#newsroom/deliveries/channels/save-channel-text';
import { settleDelivery } from '#newsroom/deliveries/channels/settle-delivery';
import { deliverDue } from '#newsroom/deliveries/deliver-due';
import { handOutEvents } from '#newsroom/deliveries/hand-out-events';
import { recordOutcome } from '#newsroom/deliveries/record-outcome';
import { sendAgain, sendTest } from '#newsroom/deliveries/send-again';
import { turnDestination } from '#newsroom/deliveries/turn-destination';
import { addNote } from '#newsroom/editing/add-note';
import { moveToTrash } from '#newsroom/editing/trash-article';
import { withdrawArticle } from '#newsroom/editing/withdraw-article';
import type { Actor } from '#newsroom/permissions/actor';
import { database } from '#platform/database';
import { publicUrl } from '#platform/env';

let admin: Actor;
let telegram: Telegram;
let channel: number;

beforeAll(async () => {
  await createSiteSettings();
  admin = await actorFor('administrator');
});
beforeEach(async () => {
  telegram = await startTelegram();
  channel = await createIt();
});
afterEach(async () => {
  await telegram.close();
  await database().destination.deleteMany();
  await database().storyEvent.deleteMany();
});

/** On this machine, where nobody could enter one. */
async function createIt(more: Record<string, unknown> = {}): Promise<number> {
  const config = { chat: telegram.chat, ...more };
  const made = await createChannel(admin, {
    name: 'News',
    kind: 'telegram',
    secret: telegram.token,
    languages: ['en'],
    config,
  });
  if (!made.ok) throw new Error(`${made.why} ${made.about}`);
  await database().$executeRaw`
    UPDATE destination SET config = config || jsonb_build_object('server', ${telegram.server}::text) WHERE id = ${made.id}`;
  return made.id;
}

/** As somebody saves its form: with a new token, or as another chat. */
async function change(more: { secret?: string; chat?: string } = {}): Promise<void> {
  const { version, config } = await database().destination.findUniqueOrThrow({ where: { id: channel } });
  const { secret = '', chat = telegram.chat } = more;
  // The form does not take the address of this machine.
  const { server: _, ...form } = config as Record<string, unknown>;
  await database().destination.update({ where: { id: channel }, data: { config: form as object } });
  const input = {
    name: 'News',
    kind: 'telegram' as const,
    secret,
    languages: ['en' as const],
    config: { ...form, chat },
  };
  expect(await changeChannel(admin, channel, { seen: version, ...input })).toEqual({ ok: true });
  await database().$executeRaw`
    UPDATE destination SET config = config || jsonb_build_object('server', ${telegram.server}::text) WHERE id = ${channel}`;
}

async function turn(to: 'on' | 'off'): Promise<void> {
  const { version: seen } = await database().destination.findUniqueOrThrow({ where: { id: channel } });
  expect(await turnDestination(admin, 'channel', channel, { to, seen })).toEqual({ ok: true });
}

async function deliver(): Promise<void> {
  await handOutEvents();
  while ((await deliverDue({ door: LOOPBACK })) !== null);
}

async function later(): Promise<void> {
  await database().$executeRaw`UPDATE delivery SET next_try_at = now() - interval '1 second' WHERE state = 'failed'`;
  await database().$executeRaw`UPDATE destination SET leased_until = now() - interval '1 second'`;
}

const shown = () => [...telegram.messages.values()].map(({ text }) => text);
const states = async () => (await database().delivery.findMany({ orderBy: { id: 'asc' } })).map(({ state }) => state);

let number = 0;
async function story(language: 'en' | 'ru' = 'en') {
  const slug = `told-${number++}`;
  const { articles } = await createStory({ slugs: { [language]: slug } });
  return { id: articles[language], slug };
}
const words = (slug: string, more = '') =>
  `Headline of ${slug}\n\nStandfirst of ${slug}${more}\n\n${publicUrl()}/en/post/${slug}`;

it('posts what is published in its language, once', async () => {
  const { slug, id } = await story();
  await story('ru');
  await deliver();
  await deliver();
  expect(shown()).toEqual([words(slug)]);
  expect(await states()).toEqual(['sent']);
  expect(await listChannelsOfArticle(admin, id)).toMatchObject([
    { channelId: channel, name: 'News', state: 'posted', url: 'https://t.me/paper/1', isOn: true },
  ]);
});

it('a correction changes the post, and a withdrawal deletes it', async () => {
  const { slug, id } = await story();
  await deliver();
  await addNote(admin, id, { kind: 'correction', text: 'It was <5 & not 6.' });
  await deliver();
  expect(shown()).toEqual([words(slug, '\n\nCorrection: It was <5 & not 6.')]);
  await database().article.update({ where: { id }, data: { headline: 'Another headline' } });
  await deliver();
  expect(shown()[0]).toContain('Another headline');
  expect(await listChannelsOfArticle(admin, id)).toMatchObject([{ state: 'edited', url: 'https://t.me/paper/1' }]);
  await withdrawArticle(admin, id, { notice: '', reason: 'x' });
  await deliver();
  expect(shown()).toEqual([]);
  expect(await states()).toEqual(['sent', 'edited', 'edited', 'withdrawn']);
  expect(await listChannelsOfArticle(admin, id)).toMatchObject([{ state: 'withdrawn' }]);
});

it('what is moved to the trash is taken back too', async () => {
  const { id } = await story();
  await deliver();
  await withdrawArticle(admin, id, { notice: '', reason: 'x' });
  await moveToTrash(admin, id);
  await database().article.delete({ where: { id } });
  await deliver();
  expect(shown()).toEqual([]);
});

it('a post that Telegram does not delete any more says that the story is withdrawn', async () => {
  const { id } = await story();
  await deliver();
  await withdrawArticle(admin, id, { notice: 'The source was wrong.', reason: 'x' });
  telegram.script({ code: 400, description: "Bad Request: message can't be deleted" });
  await deliver();
  expect(shown()).toEqual(['This story has been withdrawn. The source was wrong.']);
  expect((await states()).at(-1)).toBe('withdrawn');
});

it('a story that is withdrawn before it was posted is not posted', async () => {
  const { id } = await story();
  await handOutEvents();
  await withdrawArticle(admin, id, { notice: '', reason: 'x' });
  await deliver();
  expect(telegram.calls).toEqual([]);
  expect(await states()).toEqual(['left_out', 'left_out']);
});

it('what is older than an hour when the channel is back is not posted as news, and is not corrected there', async () => {
  const { id } = await story();
  await handOutEvents();
  await database().$executeRaw`UPDATE delivery SET created_at = now() - interval '61 minutes'`;
  await addNote(admin, id, { kind: 'correction', text: 'x' });
  await deliver();
  expect(telegram.messages.size).toBe(0);
  expect(await states()).toEqual(['left_out', 'left_out']);
});

it('what was given up is posted, however old, when somebody wants it sent again, for an hour', async () => {
  const [{ slug }] = [await story(), await story()];
  await handOutEvents();
  await database().$executeRaw`UPDATE delivery SET state = 'given_up', created_at = now() - interval '5 hours'`;
  const [first, second] = await database().delivery.findMany({ orderBy: { id: 'asc' } });
  for (const { id } of [first, second].flatMap((one) => one ?? []))
    expect(await sendAgain(admin, 'channel', channel, id)).toEqual({ ok: true });
  await database().$executeRaw`
    UPDATE delivery SET payload = payload || jsonb_build_object('askedAt', now() - interval '61 minutes')
    WHERE id = ${second?.id}`;
  await deliver();
  expect([shown(), await states()]).toEqual([[words(slug)], ['sent', 'left_out']]);
});

it('waits as long as Telegram says, and goes on in order', async () => {
  const { slug, id } = await story();
  telegram.script({ code: 429, description: 'Too Many Requests: retry after 37', retryAfter: 37 });
  await deliver();
  const [first] = await database().delivery.findMany();
  expect(first?.state).toBe('failed');
  expect(Number(first?.nextTryAt) - Date.now()).toBeGreaterThan(30_000);
  await addNote(admin, id, { kind: 'correction', text: 'Late.' });
  await later();
  await deliver();
  expect(shown()).toEqual([words(slug, '\n\nCorrection: Late.')]);
  expect(await states()).toEqual(['sent', 'edited']);
  // The text was right from the start: nothing is called edited that nobody could have seen otherwise.
  expect(telegram.messages.get(1)?.edits).toBe(0);
});

describe('where nobody knows whether it was posted', () => {
  it('it is not posted again: somebody says that it is there, and corrections go on', async () => {
    const { id } = await story();
    telegram.script('cut');
    await deliver();
    await later();
    await deliver();
    expect([shown().length, await states()]).toEqual([1, ['maybe_sent']]);
    await addNote(admin, id, { kind: 'correction', text: 'After all.' });
    await deliver();
    // The rest of the story waits.
    expect(await states()).toEqual(['maybe_sent', 'waiting']);
    expect(await findChannel(admin, channel)).toMatchObject({ unsettled: 1 });
    const [open] = await database().delivery.findMany({ where: { state: 'maybe_sent' } });
    await settleDelivery(admin, channel, open?.id ?? 0n, {
      state: 'sent',
      remoteId: 'text 1',
      url: 'https://t.me/paper/1',
    });
    await deliver();
    expect(shown()).toEqual([expect.stringContaining('After all.')]);
    expect(await states()).toEqual(['sent', 'edited']);
  });

  it.each([
    ['the answer is cut', 'half'],
    ['Telegram has trouble', { code: 502, description: 'Bad Gateway' }],
  ] as const)('it is not posted again where %s', async (_, instead) => {
    await story();
    telegram.script(instead);
    await deliver();
    await later();
    await deliver();
    expect(await states()).toEqual(['maybe_sent']);
    expect(telegram.calls).toHaveLength(1);
  });

  it('somebody says so by the link that people see, and by none of another channel', async () => {
    const { id } = await story();
    telegram.script('cut');
    await deliver();
    await addNote(admin, id, { kind: 'correction', text: 'After all.' });
    await deliver();
    const [open] = await database().delivery.findMany({ where: { state: 'maybe_sent' } });
    const confirm = (link: string) => confirmPost(admin, channel, open?.id ?? 0n, link);
    expect(await listChannelsOfArticle(admin, id)).toMatchObject([{ delivery: { state: 'maybe_sent' } }]);
    expect(await confirm('https://t.me/another/1')).toMatchObject({ why: 'invalid', about: 'postLink' });
    expect(await confirm('t.me/paper/1')).toEqual({ ok: true });
    expect(await confirm('t.me/paper/1')).toMatchObject({ why: 'not-found' });
    await deliver();
    expect(shown()).toEqual([expect.stringContaining('After all.')]);
    expect(await listChannelsOfArticle(admin, id)).toMatchObject([{ state: 'edited', url: 'https://t.me/paper/1' }]);
  });

  it('a post that is there after one that was taken back is the one that is corrected', async () => {
    const { id } = await story();
    await deliver();
    await withdrawArticle(admin, id, { notice: '', reason: 'x' });
    await deliver();
    await database().article.update({ where: { id }, data: { state: 'published' } });
    telegram.script('cut');
    await deliver();
    const [open] = await database().delivery.findMany({ where: { state: 'maybe_sent' } });
    await settleDelivery(admin, channel, open?.id ?? 0n, { state: 'sent', remoteId: 'text 2' });
    await addNote(admin, id, { kind: 'correction', text: 'The second time.' });
    await later();
    await deliver();
    expect(shown()).toEqual([expect.stringContaining('The second time.')]);
  });

  it('or that it is not: it is posted', async () => {
    await story();
    telegram.script('cut');
    await deliver();
    telegram.messages.clear();
    const [open] = await database().delivery.findMany();
    expect(await settleDelivery(admin, channel, open?.id ?? 0n, { state: 'waiting' })).toEqual({ ok: true });
    expect(await settleDelivery(admin, channel, open?.id ?? 0n, { state: 'waiting' })).toMatchObject({
      why: 'not-found',
    });
    await deliver();
    expect([shown().length, await states()]).toEqual([1, ['sent']]);
  });

  it('or that it is not, after hours: it is posted, though Telegram has to be asked twice', async () => {
    await story();
    telegram.script('cut');
    await deliver();
    telegram.messages.clear();
    await database().$executeRaw`UPDATE delivery SET created_at = now() - interval '3 hours'`;
    const [open] = await database().delivery.findMany();
    expect(await settleDelivery(admin, channel, open?.id ?? 0n, { state: 'waiting' })).toEqual({ ok: true });
    telegram.script({ code: 429, description: 'Too Many Requests', retryAfter: 30 });
    await deliver();
    await later();
    await deliver();
    expect([shown().length, await states()]).toEqual([1, ['sent']]);
  });

  it('somebody says so while another message is being sent, which nobody else takes up for that', async () => {
    await story();
    telegram.script('cut');
    await deliver();
    const [open] = await database().delivery.findMany();
    await database().$executeRaw`UPDATE destination SET lease = 'x', leased_until = now() + interval '30 seconds'`;
    expect(await settleDelivery(admin, channel, open?.id ?? 0n, { state: 'waiting' })).toEqual({ ok: true });
    expect(await deliverDue({ door: LOOPBACK })).toBeNull();
  });

  it('a process that was killed while it changed a post does no harm', async () => {
    const { id } = await story();
    await deliver();
    await addNote(admin, id, { kind: 'correction', text: 'Once.' });
    await handOutEvents();
    await database().$executeRaw`UPDATE delivery SET state = 'sending', tries = 1 WHERE state = 'waiting'`;
    await deliver();
    expect(await states()).toEqual(['sent', 'edited']);
  });

  it('other stories do not wait', async () => {
    await story();
    telegram.script('cut');
    await deliver();
    await story();
    await later();
    await deliver();
    expect([shown().length, await states()]).toEqual([2, ['maybe_sent', 'sent']]);
  });
});

it('shows what somebody has written for it, or nothing', async () => {
  const { articles } = await createStory({ slugs: { en: 'own-words' }, state: 'draft' });
  const own = { channelId: channel, articleId: articles.en, seen: 0, text: 'In other words.', isLeftOut: false };
  expect(await saveChannelText(admin, own)).toEqual({ ok: true });
  expect(await saveChannelText(admin, own)).toMatchObject({ why: 'conflict' });
  await database().article.update({
    where: { id: articles.en },
    data: { state: 'published', publishedAt: new Date() },
  });
  await deliver();
  expect(shown()).toEqual([`In other words.\n\n${publicUrl()}/en/post/own-words`]);
  await saveChannelText(admin, { ...own, seen: 1, isLeftOut: true });
  await database().article.update({ where: { id: articles.en }, data: { headline: 'Changed' } });
  await deliver();
  expect(shown()).toEqual([]);
});

it('shows beforehand what it would post with the text as the newsroom has it', async () => {
  const { articles } = await createStory({ slugs: { en: 'to-come' }, state: 'draft' });
  const articleId = articles.en;
  await database().workingCopy.update({ where: { articleId }, data: { headline: 'Written today' } });
  const link = `\n\n${publicUrl()}/en/post/to-come`;
  const preview = async () => (await previewPosts(admin, articleId))[0]?.preview;
  expect(await preview()).toEqual({
    ...{ text: `Written today\n\nStandfirst of to-come${link}`, pictures: 0, counts: 'units' },
    room: 4_096 - link.length,
  });
  await saveChannelText(admin, { channelId: channel, articleId, seen: 0, text: 'Own words', isLeftOut: false });
  expect(await preview()).toMatchObject({ text: `Own words${link}` });
  expect(await previewPosts(await actorFor('author'), articleId)).toEqual([]);
});

describe('what a channel shows', () => {
  it('is corrected and taken back when it is on again, though that was while it was off', async () => {
    const [{ id }, corrected] = [await story(), await story()];
    await deliver();
    await turn('off');
    await withdrawArticle(admin, id, { notice: '', reason: 'x' });
    await addNote(admin, corrected.id, { kind: 'correction', text: 'Late.' });
    // Nobody has seen it there.
    await story();
    await deliver();
    expect(shown()).toHaveLength(2);
    await turn('on');
    await deliver();
    expect(shown()).toEqual([words(corrected.slug, '\n\nCorrection: Late.')]);
    expect(await states()).toEqual(['sent', 'sent', 'withdrawn', 'edited']);
  });

  it('is taken back though its language was taken out of the channel', async () => {
    const { id } = await story();
    await deliver();
    await database().destination.update({ where: { id: channel }, data: { languages: ['ru'] } });
    await story();
    await withdrawArticle(admin, id, { notice: '', reason: 'x' });
    await deliver();
    expect([shown(), await states()]).toEqual([[], ['sent', 'withdrawn']]);
  });

  it('is taken back though nobody knew yet whether it is there, when the channel was off', async () => {
    const { id } = await story();
    telegram.script('cut');
    await deliver();
    await turn('off');
    await withdrawArticle(admin, id, { notice: '', reason: 'x' });
    await deliver();
    await turn('on');
    const [open] = await database().delivery.findMany({ where: { state: 'maybe_sent' } });
    await settleDelivery(admin, channel, open?.id ?? 0n, { state: 'sent', remoteId: 'text 1' });
    await later();
    await deliver();
    expect([shown(), await states()]).toEqual([[], ['sent', 'withdrawn']]);
  });
});

describe('a channel that is changed', () => {
  it('touches nothing in a chat that it was not in when it posted', async () => {
    const { id } = await story();
    await deliver();
    // What stands there is of somebody else.
    await change({ chat: '@another' });
    const { length } = telegram.calls;
    await addNote(admin, id, { kind: 'correction', text: 'x' });
    await deliver();
    await withdrawArticle(admin, id, { notice: '', reason: 'x' });
    await deliver();
    expect(telegram.calls.slice(length)).toEqual([]);
    expect(await states()).toEqual(['sent', 'left_out', 'left_out']);
  });

  it('knows its posts as before where it is in the same chat, in other letters', async () => {
    const { id } = await story();
    await deliver();
    await change({ chat: telegram.chat.toUpperCase() });
    expect(await database().channelPost.count()).toBe(1);
    await change({ secret: telegram.token });
    await withdrawArticle(admin, id, { notice: '', reason: 'x' });
    await deliver();
    expect(shown()).toEqual([]);
  });

  it('keeps nothing of a message that was on its way to the former chat', async () => {
    await story();
    await handOutEvents();
    await database().$executeRaw`UPDATE delivery SET state = 'sending', tries = 1`;
    const [sent] = await database().delivery.findMany();
    await change({ chat: '@another' });
    await recordOutcome(
      channel,
      { id: sent?.id ?? 0n, tries: 1 },
      {
        ...{ kind: 'sent', answer: '' },
        post: { remoteId: 'text 1', url: '', text: 'x', state: 'posted' },
      },
    );
    expect([await states(), await database().channelPost.count()]).toEqual([['given_up'], 0]);
  });

  it.each([
    ['has a new token', () => change({ secret: telegram.token })],
    ['is off and on again', () => turn('off').then(() => turn('on'))],
  ])('tries at once what has failed, when it %s', async (_, mend) => {
    const { id } = await story();
    await deliver();
    await withdrawArticle(admin, id, { notice: '', reason: 'x' });
    telegram.script({ code: 401, description: 'Unauthorized' });
    await deliver();
    await database().$executeRaw`UPDATE delivery SET next_try_at = now() + interval '20 hours' WHERE state = 'failed'`;
    await database().$executeRaw`UPDATE destination SET leased_until = now() - interval '1 second'`;
    await mend();
    await deliver();
    expect([shown(), await states()]).toEqual([[], ['sent', 'withdrawn']]);
  });
});

it('finds out whether it may post, and posts nothing', async () => {
  expect(await sendTest(admin, 'channel', channel)).toEqual({ ok: true });
  await deliver();
  expect(await database().delivery.findMany()).toMatchObject([{ state: 'sent', answer: 'The paper' }]);
  expect(telegram.messages.size).toBe(0);
});

it('makes no sound at night', async () => {
  await database().destination.deleteMany();
  const hour = new Date().getUTCHours();
  await database().siteSettings.updateMany({ data: { timeZone: 'UTC' } });
  await createIt({ quietHours: [hour, (hour + 1) % 24] });
  await story();
  await deliver();
  expect([...telegram.messages.values()]).toMatchObject([{ isSilent: true }]);
});

it('says what is breaking news, until that is taken back, and wakes people for it', async () => {
  const { slug, id } = await story();
  await deliver();
  const { storyId } = await database().article.findUniqueOrThrow({ where: { id }, select: { storyId: true } });
  const declare = async () => {
    const declared = await declareBreakingNews(admin, storyId, { texts: {}, leadsFront: false, hours: 1 });
    if (!declared.ok) throw new Error(declared.why);
    return declared.id;
  };
  const breaking = await declare();
  await deliver();
  expect(shown()).toEqual([`Breaking news: ${words(slug)}`]);
  // It was breaking news though it is over.
  await database().$executeRaw`UPDATE breaking_news SET ended_at = now()`;
  await addNote(admin, id, { kind: 'correction', text: 'Six.' });
  await deliver();
  expect(shown()).toEqual([`Breaking news: ${words(slug, '\n\nCorrection: Six.')}`]);
  await database().$executeRaw`UPDATE breaking_news SET ended_at = NULL WHERE id = ${breaking}`;
  await takeBackBreakingNews(admin, breaking);
  await deliver();
  expect(shown()).toEqual([words(slug, '\n\nCorrection: Six.')]);

  const hour = new Date().getUTCHours();
  await database().siteSettings.updateMany({ data: { timeZone: 'UTC' } });
  await database().destination.deleteMany();
  telegram.messages.clear();
  await createIt({ quietHours: [hour, (hour + 1) % 24] });
  const second = await story();
  const found = await database().article.findUniqueOrThrow({ where: { id: second.id }, select: { storyId: true } });
  await declareBreakingNews(admin, found.storyId, { texts: {}, leadsFront: false, hours: 1 });
  await deliver();
  expect([...telegram.messages.values()]).toMatchObject([{ isSilent: false }]);
});

it('never says its token', async () => {
  await story();
  await telegram.close();
  await deliver();
  await sleep(10);
  const [failed] = await database().delivery.findMany();
  expect([failed?.state, failed?.answer]).toEqual(['failed', expect.not.stringContaining(telegram.token)]);
  telegram = await startTelegram();
});

it.each([
  ['an address of this machine', { server: 'https://127.0.0.1:1' }, 'privateAddress'],
  ['a server that anybody could listen to', { server: 'http://telegram.example' }, 'channelServer'],
  ['a name that is none', { chat: 'paper' }, 'channelChat'],
  ['no time', { newsMinutes: 0 }, 'newsMinutes'],
  ['half a night', { quietHours: [23, Number.NaN] }, 'quietHours'],
] as [string, Record<string, unknown>, string][])('refuses %s', async (_, more, about) => {
  const config = { chat: '@paper', ...more };
  const made = await createChannel(admin, { name: 'X', kind: 'telegram', secret: 'x', languages: ['en'], config });
  expect(made).toMatchObject({ ok: false, why: 'invalid', about });
  // Its message names the address.
  if (about === 'privateAddress') expect(made).toMatchObject({ values: { address: more.server } });
});
