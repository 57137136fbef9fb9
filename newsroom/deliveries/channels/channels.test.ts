import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startBluesky, startMastodon } from '#e2e/post-servers';
import { actorFor, createSiteSettings, createStory } from '#e2e/test-data';
import { LOOPBACK } from '#e2e/webhook-receiver';
import type { ChannelKind } from '#newsroom/deliveries/channels/channels';
import { graphemeLength, postText } from '#newsroom/deliveries/channels/post-text';
import { isQuiet } from '#newsroom/deliveries/channels/quiet-hours';
import { createChannel } from '#newsroom/deliveries/channels/save-channel';
import { saveChannelText } from '#newsroom/deliveries/channels/save-channel-text';
import { deliverDue } from '#newsroom/deliveries/deliver-due';
import { handOutEvents } from '#newsroom/deliveries/hand-out-events';
import { sendTest } from '#newsroom/deliveries/send-again';
import { addNote } from '#newsroom/editing/add-note';
import { withdrawArticle } from '#newsroom/editing/withdraw-article';
import type { Actor } from '#newsroom/permissions/actor';
import { database } from '#platform/database';
import { publicUrl } from '#platform/env';

let admin: Actor;

beforeAll(async () => {
  await createSiteSettings();
  admin = await actorFor('administrator');
});
afterEach(async () => {
  await database().destination.deleteMany();
  await database().storyEvent.deleteMany();
});

async function createIt(kind: ChannelKind, server: string, config: Record<string, unknown> = {}): Promise<number> {
  const given = { ...config, server: 'https://social.example' };
  const made = await createChannel(admin, { name: 'News', kind, secret: 'token', languages: ['hy'], config: given });
  if (!made.ok) throw new Error(`${made.why} ${made.about}`);
  await database().$executeRaw`
    UPDATE destination SET config = config || jsonb_build_object('server', ${server}::text) WHERE id = ${made.id}`;
  return made.id;
}

async function deliver(): Promise<void> {
  await handOutEvents();
  while ((await deliverDue({ door: LOOPBACK })) !== null);
}

async function later(): Promise<void> {
  await database().$executeRaw`UPDATE delivery SET next_try_at = now() - interval '1 second' WHERE state = 'failed'`;
  await database().$executeRaw`UPDATE destination SET leased_until = now() - interval '1 second'`;
}

const states = async () => (await database().delivery.findMany({ orderBy: { id: 'asc' } })).map(({ state }) => state);

let number = 0;
async function story() {
  const slug = `hy-${number++}`;
  const { articles } = await createStory({ slugs: { hy: slug } });
  return { id: articles.hy, slug, link: `${publicUrl()}/arm/post/${slug}` };
}

describe('Mastodon', () => {
  let mastodon: Awaited<ReturnType<typeof startMastodon>>;
  beforeEach(async () => {
    mastodon = await startMastodon();
  });
  afterEach(() => mastodon.close());
  const shown = () => [...mastodon.statuses.values()];

  it('posts once however often an answer is lost, changes what it shows, and deletes it', async () => {
    await createIt('mastodon', mastodon.server);
    const { id, slug, link } = await story();
    mastodon.script('cut', 'cut');
    for (let tries = 0; tries < 3; tries++) {
      await deliver();
      await later();
    }
    expect(shown()).toEqual([
      { text: `Headline of ${slug}\n\nStandfirst of ${slug}\n\n${link}`, language: 'hy', edits: 0 },
    ]);
    await addNote(admin, id, { kind: 'correction', text: 'Ուղղում' });
    // What does not show there makes no edit.
    await database().article.update({ where: { id }, data: { source: 'Another' } });
    await deliver();
    expect(shown()).toMatchObject([{ text: expect.stringContaining('Ուղղում'), edits: 1 }]);
    await withdrawArticle(admin, id, { notice: '', reason: 'x' });
    await deliver();
    expect(shown()).toEqual([]);
    expect((await states()).at(-1)).toBe('withdrawn');
  });

  it('takes what was deleted there for withdrawn, and leaves alone what cannot be changed', async () => {
    await createIt('mastodon', mastodon.server);
    const { id } = await story();
    await deliver();
    mastodon.statuses.clear();
    await addNote(admin, id, { kind: 'correction', text: 'x' });
    await deliver();
    await withdrawArticle(admin, id, { notice: '', reason: 'x' });
    await deliver();
    expect(await states()).toEqual(['sent', 'left_out', 'withdrawn']);
  });

  it('deletes what is there though nobody heard of it, when the story was withdrawn before the next try', async () => {
    await createIt('mastodon', mastodon.server);
    const { id } = await story();
    mastodon.script('cut');
    await deliver();
    expect(shown()).toHaveLength(1);
    await withdrawArticle(admin, id, { notice: '', reason: 'x' });
    await later();
    await deliver();
    expect(shown()).toEqual([]);
    expect(await states()).toEqual(['withdrawn', 'left_out']);
  });

  it('counts every link as the server does, and gives up a post that it does not take', async () => {
    const channel = await createIt('mastodon', mastodon.server);
    const [{ id, link }, refused] = [await story(), await story()];
    const text = `${'ա'.repeat(440)} https://x.am/1 https://x.am/2`;
    await saveChannelText(admin, { channelId: channel, articleId: id, seen: 0, text, isLeftOut: false });
    mastodon.script('through', { code: 422, body: { error: 'Validation failed: Text is bad' } });
    await deliver();
    expect(shown()).toMatchObject([{ text: expect.stringMatching(/^ա{440} https:\/\/x\.am\/1 .*…\n\n/) }]);
    expect(shown()[0]?.text.endsWith(link)).toBe(true);
    const [, second] = await database().delivery.findMany({ orderBy: { id: 'asc' } });
    expect(second).toMatchObject({
      articleId: refused.id,
      state: 'given_up',
      answer: '422 Validation failed: Text is bad',
    });
  });

  it('posts nothing that anybody sees to find out that it is not there', async () => {
    await createIt('mastodon', mastodon.server);
    const [withdrawn] = [await story(), await story()];
    const refusal = { code: 503, body: { error: 'later' } };
    for (let tries = 0; tries < 2; tries++) {
      mastodon.script(refusal);
      await deliver();
      await database().$executeRaw`UPDATE destination SET leased_until = now() - interval '1 second'`;
    }
    await withdrawArticle(admin, withdrawn.id, { notice: '', reason: 'x' });
    await database().$executeRaw`UPDATE delivery SET created_at = now() - interval '61 minutes'`;
    await later();
    await deliver();
    expect(await states()).toEqual(['left_out', 'left_out', 'left_out']);
    expect(shown()).toEqual([]);
    const asked = mastodon.asked.filter(({ method }) => method === 'POST').slice(2);
    expect(asked.map(({ body }) => JSON.parse(body).visibility)).toEqual(['direct', 'direct']);
  });

  it('keeps what is there though nobody heard of it, when it is no news any more at the next try', async () => {
    await createIt('mastodon', mastodon.server);
    const { id } = await story();
    mastodon.script('cut');
    await deliver();
    await database().$executeRaw`UPDATE delivery SET created_at = now() - interval '61 minutes'`;
    await later();
    await deliver();
    expect([shown().length, await states()]).toEqual([1, ['sent']]);
    await withdrawArticle(admin, id, { notice: '', reason: 'x' });
    await deliver();
    expect(shown()).toEqual([]);
  });

  it('corrects what is there though nobody heard of it', async () => {
    await createIt('mastodon', mastodon.server);
    const { id } = await story();
    mastodon.script('cut');
    await deliver();
    await addNote(admin, id, { kind: 'correction', text: 'Ուղղում' });
    await later();
    await deliver();
    expect(shown()).toMatchObject([{ text: expect.stringContaining('Ուղղում'), edits: 1 }]);
  });

  it('posts a story that is published again while it is asked whether it is there', async () => {
    await createIt('mastodon', mastodon.server);
    const { id } = await story();
    const refusal = { code: 503, body: { error: 'later' } };
    mastodon.script(refusal);
    await deliver();
    await withdrawArticle(admin, id, { notice: '', reason: 'x' });
    await later();
    // The question stays there.
    mastodon.script('through', refusal);
    await deliver();
    await database().article.update({ where: { id }, data: { state: 'published' } });
    await later();
    await deliver();
    expect(shown()).toEqual([expect.objectContaining({ text: expect.stringContaining('Headline of') })]);
    expect(await states()).toEqual(['left_out', 'left_out', 'sent']);
  });

  it('says who it is, and that a token is wrong', async () => {
    const channel = await createIt('mastodon', mastodon.server);
    await sendTest(admin, 'channel', channel);
    await deliver();
    mastodon.script({ code: 401, body: { error: 'The access token is invalid' } });
    await sendTest(admin, 'channel', channel);
    await deliver();
    expect(await database().delivery.findMany({ orderBy: { id: 'asc' } })).toMatchObject([
      { state: 'sent', answer: '@paper' },
      { state: 'failed', answer: '401 The access token is invalid' },
    ]);
  });
});

describe('Bluesky', () => {
  let bluesky: Awaited<ReturnType<typeof startBluesky>>;
  beforeEach(async () => {
    bluesky = await startBluesky();
  });
  afterEach(() => bluesky.close());
  const shown = () => [...bluesky.posts.values()];

  it('posts once however often an answer is lost, puts a correction under it, and deletes both', async () => {
    await createIt('bluesky', bluesky.server, { name: 'paper.example' });
    const { id, slug, link } = await story();
    // Signing in, the post itself twice.
    bluesky.script({ code: 429, body: { error: 'RateLimitExceeded' }, headers: { 'retry-after': '3' } });
    await deliver();
    await later();
    bluesky.script('through', 'cut');
    await deliver();
    await later();
    await deliver();
    expect(shown()).toMatchObject([
      { text: `Headline of ${slug}\n\nStandfirst of ${slug}`, langs: ['hy'], embed: { external: { uri: link } } },
    ]);
    await addNote(admin, id, { kind: 'correction', text: 'Ուղղում' });
    // Reading the post, and then the answer to the correction is lost.
    bluesky.script('through', 'cut');
    await deliver();
    await later();
    await deliver();
    await database().article.update({ where: { id }, data: { source: 'Another' } });
    await deliver();
    expect(shown()).toHaveLength(2);
    expect(shown()[1]).toMatchObject({
      text: expect.stringContaining('Ուղղում'),
      reply: { root: { uri: expect.any(String) } },
    });
    await withdrawArticle(admin, id, { notice: '', reason: 'x' });
    await deliver();
    expect(shown()).toEqual([]);
    expect((await states()).at(-1)).toBe('withdrawn');
  });

  it('deletes what is there though nobody heard of it, when the story was withdrawn before the next try', async () => {
    await createIt('bluesky', bluesky.server, { name: 'paper.example' });
    const [there, refused, news] = [await story(), await story(), await story()];
    await handOutEvents();
    const pass = () => database().$executeRaw`UPDATE destination SET leased_until = now() - interval '1 second'`;
    bluesky.script('through', 'cut', { code: 503, body: {} }, 'cut');
    for (let tries = 0; tries < 3; tries++) {
      await deliver();
      await pass();
    }
    expect(shown()).toHaveLength(2);
    for (const { id } of [there, refused]) await withdrawArticle(admin, id, { notice: '', reason: 'x' });
    await database().$executeRaw`UPDATE delivery SET next_try_at = now() WHERE state = 'failed'`;
    await deliver();
    expect(shown()).toMatchObject([{ text: expect.stringContaining(news.slug) }]);
    expect(await states()).toEqual(['withdrawn', 'left_out', 'sent', 'left_out', 'left_out']);
  });

  it('puts no former correction under a post of a story that is published again', async () => {
    await createIt('bluesky', bluesky.server, { name: 'paper.example' });
    const { id } = await story();
    await deliver();
    await addNote(admin, id, { kind: 'correction', text: 'Ուղղում' });
    await deliver();
    await withdrawArticle(admin, id, { notice: '', reason: 'x' });
    await deliver();
    await database().article.update({ where: { id }, data: { state: 'published' } });
    await deliver();
    await database().article.update({ where: { id }, data: { source: 'Another' } });
    await deliver();
    expect(shown()).toHaveLength(1);
    await addNote(admin, id, { kind: 'correction', text: 'Երկրորդ' });
    await deliver();
    expect(shown().map(({ text }) => text)).toEqual([expect.any(String), expect.stringContaining('Երկրորդ')]);
  });

  it('says of an answer that was cut that it has failed', async () => {
    await createIt('bluesky', bluesky.server, { name: 'paper.example' });
    const { id } = await story();
    await deliver();
    await addNote(admin, id, { kind: 'correction', text: 'x' });
    bluesky.script({ code: 200, body: { uri: 'at' } });
    await deliver();
    expect(await states()).toEqual(['sent', 'failed']);
    await later();
    await deliver();
    expect([shown().length, await states()]).toEqual([2, ['sent', 'edited']]);
  });

  it('signs in once, renews a session that has expired, and signs in again where that is refused', async () => {
    await createIt('bluesky', bluesky.server, { name: 'paper.example' });
    const { sessions } = bluesky;
    for (let count = 0; count < 3; count++) await story();
    await deliver();
    expect(sessions).toMatchObject({ opened: 1, renewed: 0 });
    sessions.isExpired = true;
    await story();
    await deliver();
    expect(sessions).toMatchObject({ opened: 1, renewed: 1 });
    Object.assign(sessions, { isExpired: true, isRenewable: false });
    await story();
    await deliver();
    expect(sessions).toMatchObject({ opened: 2, renewed: 1 });
    expect(shown()).toHaveLength(5);
  });

  it('asks nothing for a change that does not show there', async () => {
    await createIt('bluesky', bluesky.server, { name: 'paper.example' });
    const { id } = await story();
    await deliver();
    const { length } = bluesky.asked;
    await database().article.update({ where: { id }, data: { source: 'Another' } });
    await deliver();
    expect(bluesky.asked).toHaveLength(length);
    expect(await states()).toEqual(['sent', 'edited']);
  });

  it('tries the password when access is checked, whatever session there is', async () => {
    const channel = await createIt('bluesky', bluesky.server, { name: 'paper.example' });
    await story();
    await deliver();
    await sendTest(admin, 'channel', channel);
    await deliver();
    expect(bluesky.sessions.opened).toBe(2);
  });

  it('checks access again when the server says', async () => {
    const channel = await createIt('bluesky', bluesky.server, { name: 'paper.example' });
    bluesky.script({ code: 429, body: { error: 'RateLimitExceeded' }, headers: { 'retry-after': '200' } });
    await sendTest(admin, 'channel', channel);
    await deliver();
    const { nextTryAt, triedAt } = await database().delivery.findFirstOrThrow();
    expect(nextTryAt.getTime() - Number(triedAt?.getTime())).toBeGreaterThanOrEqual(200_000);
  });

  it('cuts a text of few characters and many bytes', async () => {
    await createIt('bluesky', bluesky.server, { name: 'paper.example' });
    const { id } = await story();
    const family = '👨‍👩‍👧‍👦';
    await database().article.update({ where: { id }, data: { headline: family.repeat(300), standfirst: '' } });
    await deliver();
    expect(shown()).toMatchObject([{ text: `${family.repeat(119)}…` }]);
  });
});

describe('the text of a post', () => {
  const post = {
    ...{ language: 'en' as const, url: '', headline: 'Rain', standfirst: 'It rained.', ownText: '', correction: '' },
    ...{ withdrawal: '', pictures: [] },
  };
  const room = (longest: number) => ({ longest, rest: 0, length: graphemeLength });

  it('has all that fits as a whole, a correction before a standfirst', () => {
    const corrected = { ...post, correction: 'Correction: snow.' };
    expect(postText(corrected, room(100))).toBe('Rain\n\nIt rained.\n\nCorrection: snow.');
    expect(postText(corrected, room(30))).toBe('Rain\n\nCorrection: snow.');
    expect(postText(corrected, room(10))).toBe('Rain');
    expect(postText({ ...corrected, ownText: 'Wet.' }, room(100))).toBe('Wet.\n\nCorrection: snow.');
  });

  it('is cut between characters that people see', () => {
    const family = '👨‍👩‍👧';
    expect(postText({ ...post, headline: family.repeat(10) }, room(4))).toBe(`${family.repeat(3)}…`);
  });
});

it.each([
  [[22, 7] as [number, number], 'Asia/Yerevan', '2026-11-30T20:00:00Z', true],
  [[22, 7] as [number, number], 'Asia/Yerevan', '2026-11-30T04:00:00Z', false],
  [[1, 5] as [number, number], 'UTC', '2026-11-30T04:59:59Z', true],
  [[1, 5] as [number, number], 'UTC', '2026-11-30T05:00:00Z', false],
  [null, 'UTC', '2026-11-30T03:00:00Z', false],
])('knows when it is night: %j in %s at %s', (hours, timeZone, at, expected) => {
  expect(isQuiet(hours, timeZone, Date.parse(at))).toBe(expected);
});
