import { fork } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { actorFor, createSiteSettings, createStory } from '#e2e/test-data';
import { cut, LOOPBACK, never, startReceiver, status, type WebhookReceiver } from '#e2e/webhook-receiver';
import { countWaiting } from '#newsroom/deliveries/count-waiting';
import { deleteOldDeliveries } from '#newsroom/deliveries/delete-old-deliveries';
import { deliverDue } from '#newsroom/deliveries/deliver-due';
import { handOutEvents } from '#newsroom/deliveries/hand-out-events';
import { listDeliveries } from '#newsroom/deliveries/list-deliveries';
import { WAITS } from '#newsroom/deliveries/record-outcome';
import { sendAgain, sendTest } from '#newsroom/deliveries/send-again';
import { STORY_EVENTS, type StoryEvent } from '#newsroom/deliveries/story-event';
import { deleteDestination, turnDestination } from '#newsroom/deliveries/turn-destination';
import { findWebhook } from '#newsroom/deliveries/webhook/list-webhooks';
import { rotateSecret } from '#newsroom/deliveries/webhook/rotate-secret';
import { changeWebhook, createWebhook } from '#newsroom/deliveries/webhook/save-webhook';
import { addNote } from '#newsroom/editing/add-note';
import { withdrawArticle } from '#newsroom/editing/withdraw-article';
import type { Actor } from '#newsroom/permissions/actor';
import { database } from '#platform/database';
import { publicUrl } from '#platform/env';

let admin: Actor;
let receiver: WebhookReceiver;

beforeAll(async () => {
  await createSiteSettings();
  admin = await actorFor('administrator');
});
beforeEach(async () => {
  receiver = await startReceiver();
});
afterEach(async () => {
  await receiver.close();
  await database().destination.deleteMany();
  await database().storyEvent.deleteMany();
});
afterAll(() => database().article.deleteMany());

type Given = { events?: readonly StoryEvent[]; languages?: ('en' | 'ru')[]; to?: WebhookReceiver };

/** A webhook whose messages go to a receiver on this machine, which nobody could enter. */
async function webhook({ events = STORY_EVENTS, languages = [], to = receiver }: Given = {}) {
  const made = await createWebhook(admin, { name: 'Partner', url: 'https://partner.example/hook', events, languages });
  if (!made.ok) throw new Error(made.why);
  await database().destination.update({ where: { id: made.id }, data: { config: { url: to.url } } });
  return made;
}

const work = () => deliverDue({ door: LOOPBACK });

/** Hands out what has happened, and delivers until nothing is due. */
async function deliver(): Promise<void> {
  await handOutEvents();
  while ((await work()) !== null);
}

const types = () => receiver.received.map(({ message }) => message.type);

/** As if the time had come, and the destination had had its rest. */
async function later(): Promise<void> {
  await database().$executeRaw`UPDATE delivery SET next_try_at = now() - interval '1 second' WHERE state = 'failed'`;
  await database().$executeRaw`UPDATE destination SET leased_until = now() - interval '1 second'`;
}

const states = async () => (await database().delivery.findMany({ orderBy: { id: 'asc' } })).map(({ state }) => state);

let number = 0;
const story = async (language: 'en' | 'ru' = 'en') =>
  (await createStory({ slugs: { [language]: `story-${number++}` } })).articles[language];

function isSigned({ headers, body }: WebhookReceiver['received'][number], secret: string): boolean {
  const key = Buffer.from(secret.slice('whsec_'.length), 'base64');
  const signed = `${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`;
  const signature = `v1,${createHmac('sha256', key).update(signed).digest('base64')}`;
  return String(headers['webhook-signature']).split(' ').includes(signature);
}

it('sends what has happened, signed, once', async () => {
  const { secret } = await webhook();
  const id = await story();
  await deliver();
  await deliver();
  const [message, ...more] = receiver.received;
  expect(more).toEqual([]);
  expect(message?.message).toMatchObject({
    type: 'story.published',
    data: { id, language: 'en', headline: expect.any(String), api: `${publicUrl()}/api/v1/stories/${id}` },
  });
  expect(message?.headers).toMatchObject({
    'content-type': 'application/json',
    'webhook-id': expect.stringMatching(/^msg_/),
  });
  expect(Math.abs(Number(message?.headers['webhook-timestamp']) - Date.now() / 1_000)).toBeLessThan(10);
  expect(message && isSigned(message, secret)).toBe(true);
  expect(await states()).toEqual(['sent']);
});

it('sends only what was asked for: events, languages, and nothing of before', async () => {
  await story();
  await webhook({ events: ['story.withdrawn'], languages: ['ru'] });
  const [en, ru] = [await story('en'), await story('ru')];
  for (const id of [en, ru]) await withdrawArticle(admin, id, { notice: '', reason: 'x' });
  await deliver();
  expect(receiver.received.map(({ message }) => [message.type, message.data.id])).toEqual([['story.withdrawn', ru]]);
});

it('many that work at once send everything once', async () => {
  const others = await Promise.all([startReceiver(), startReceiver()]);
  await Promise.all([receiver, ...others].map((to) => webhook({ to })));
  const ids = [];
  for (let n = 0; n < 6; n++) ids.push(await story());
  await Promise.all(Array.from({ length: 4 }, () => handOutEvents()));
  await Promise.all(Array.from({ length: 8 }, deliver));
  await deliver();
  for (const { received } of [receiver, ...others])
    expect(received.map(({ message }) => message.data.id).sort()).toEqual([...ids].sort());
  await Promise.all(others.map((one) => one.close()));
});

it('keeps the order of a story, and lets no story wait for another', async () => {
  await webhook();
  const first = await story();
  await handOutEvents();
  await addNote(admin, first, { kind: 'correction', text: 'x' });
  const second = await story();
  receiver.script(status(500, {}, 'out of order'));
  await deliver();
  // The destination rests after a failure.
  expect(types()).toEqual(['story.published']);
  await database().$executeRaw`UPDATE destination SET leased_until = now() - interval '1 second'`;
  await deliver();
  expect(receiver.received.map(({ message }) => message.data.id)).toEqual([first, second, first, first]);
  expect(types()).toEqual(['story.published', 'story.published', 'story.published', 'story.corrected']);
  expect(receiver.received[0]?.headers['webhook-id']).toBe(receiver.received[2]?.headers['webhook-id']);
  expect(receiver.received[0]?.body).toBe(receiver.received[2]?.body);
  expect(await states()).toEqual(['sent', 'sent', 'sent']);
});

it('is not taken again and again while all that is due waits for an earlier message of its story', async () => {
  await webhook();
  const first = await story();
  receiver.script(status(429, { 'retry-after': '900' }));
  await deliver();
  await addNote(admin, first, { kind: 'correction', text: 'x' });
  await handOutEvents();
  await database().$executeRaw`UPDATE destination SET leased_until = now() - interval '1 second'`;
  expect(await work()).toBeNull();
  expect([types().length, await states()]).toEqual([1, ['failed', 'waiting']]);
});

it('rests where it was taken and nothing was to be made after all', async () => {
  const { id } = await webhook();
  await story();
  await handOutEvents();
  // Whoever was sending it has gone, and the other side could not tell whether it has it.
  await database().$executeRaw`UPDATE destination SET repeats = false`;
  await database().$executeRaw`UPDATE delivery SET state = 'sending', tries = 1`;
  expect(await work()).toBe(id);
  expect(await states()).toEqual(['maybe_sent']);
  const { lease, leasedUntil } = await database().destination.findUniqueOrThrow({ where: { id } });
  expect(lease).toBeNull();
  expect(leasedUntil.getTime() - Date.now()).toBeGreaterThan(1_000);
});

it.each([
  ['500', status(500, {}, 'out of order'), /^500 out of order$/],
  ['a redirect', status(302, { location: '/elsewhere' }), /^302$/],
  ['a cut', cut, /socket hang up|ECONNRESET/],
  ['404', status(404), /^404$/],
])('%s is tried again later, ten times in all, and then given up', async (_, answer, said) => {
  const { id } = await webhook();
  await story();
  await handOutEvents();
  for (const [index, wait] of [...WAITS, undefined].entries()) {
    receiver.script(answer);
    await work();
    const [delivery] = await database().delivery.findMany();
    expect([delivery?.tries, delivery?.state]).toEqual([index + 1, wait === undefined ? 'given_up' : 'failed']);
    expect(delivery?.answer).toMatch(said);
    if (wait !== undefined) {
      const seconds = (Number(delivery?.nextTryAt) - Date.now()) / 1_000;
      expect(seconds).toBeGreaterThan(wait - 5);
      expect(seconds).toBeLessThan(wait + 1);
    }
    expect(await work()).toBeNull();
    await later();
    await database()
      .$executeRaw`UPDATE delivery SET created_at = created_at - make_interval(secs => ${wait ?? 0}::int)`;
  }
  expect(await work()).toBeNull();
  expect(receiver.received).toHaveLength(WAITS.length + 1);
  expect((await findWebhook(admin, id))?.state).toBe('on');
});

it('one that does not answer is tried again later', async () => {
  await webhook();
  await story();
  await handOutEvents();
  receiver.script(never);
  await deliverDue({ door: { ...LOOPBACK, timeout: 100 } });
  const [delivery] = await database().delivery.findMany();
  expect([delivery?.state, delivery?.answer]).toEqual(['failed', expect.stringMatching(/abort|timeout/i)]);
});

it('what has answered with success is sent, however its answer ends', async () => {
  await webhook();
  await story();
  receiver.script((response) => {
    response.writeHead(200, { 'content-length': '100' });
    response.write('than', () => response.destroy());
  });
  await deliver();
  expect(await states()).toEqual(['sent']);
});

it('waits as long as the other side says', async () => {
  await webhook();
  await story();
  receiver.script(status(429, { 'retry-after': '900' }));
  await deliver();
  const [delivery] = await database().delivery.findMany();
  expect((Number(delivery?.nextTryAt) - Date.now()) / 1_000).toBeGreaterThan(890);
});

it('a destination that was down catches up at once when it is there again', async () => {
  await webhook();
  for (let n = 0; n < 3; n++) await story();
  await handOutEvents();
  receiver.script(status(503), status(503), status(503));
  for (let n = 0; n < 3; n++) {
    await work();
    await database().$executeRaw`UPDATE destination SET leased_until = now() - interval '1 second'`;
  }
  // By its eighth try.
  await database().$executeRaw`
    UPDATE delivery SET tries = 8, tried_at = now(), next_try_at = now() + interval '20 hours'`;
  await story();
  await deliver();
  expect(await states()).toEqual(['sent', 'sent', 'sent', 'sent']);
});

it('one message that is refused again and again is not given up in minutes, though others arrive', async () => {
  await webhook();
  await story();
  await handOutEvents();
  for (let n = 0; n < WAITS.length + 2; n++) {
    receiver.script(status(503));
    await work();
    // As what arrives brings it forward.
    await later();
  }
  const { state, tries } = await database().delivery.findFirstOrThrow();
  expect([state, tries]).toEqual(['failed', WAITS.length + 2]);
});

it.each([
  [1, 3_600],
  // It would wait longer than that by itself.
  [4, 3_600],
])('is not tried before the other side has said, though others arrive: after try %i', async (tries, seconds) => {
  await webhook();
  await story();
  await handOutEvents();
  await database().$executeRaw`UPDATE delivery SET tries = ${tries - 1}`;
  receiver.script(status(503, { 'retry-after': String(seconds) }));
  await work();
  await database().$executeRaw`UPDATE destination SET leased_until = now() - interval '1 second'`;
  await story();
  await deliver();
  expect(await states()).toEqual(['failed', 'sent']);
  const { nextTryAt } = await database().delivery.findFirstOrThrow({ where: { state: 'failed' } });
  expect((nextTryAt.getTime() - Date.now()) / 1_000).toBeGreaterThan(seconds - 10);
});

it('410 ends it: nothing is sent any more, and the log says so', async () => {
  const { id } = await webhook();
  await story();
  await story();
  receiver.script(status(410));
  await deliver();
  await story();
  await deliver();
  expect(receiver.received).toHaveLength(1);
  expect((await findWebhook(admin, id))?.state).toBe('gone');
  expect(await states()).toEqual(['given_up', 'given_up']);
  expect(await database().auditEntry.count({ where: { event: 'webhook.gone', resourceId: String(id) } })).toBe(1);
});

it('a process that is killed while it sends leaves what may have been sent, which is sent again with its id', async () => {
  await webhook();
  await story();
  await handOutEvents();
  receiver.script(never);
  const child = fork('e2e/deliver-to-this-machine.ts', { execArgv: ['--disable-warning=ExperimentalWarning'] });
  await receiver.until(1);
  child.kill('SIGKILL');
  await once(child, 'exit');
  expect(await states()).toEqual(['sending']);
  // Somebody may still be at it.
  expect(await work()).toBeNull();
  await database().$executeRaw`UPDATE destination SET leased_until = now() - interval '1 second'`;
  await work();
  expect(await states()).toEqual(['sent']);
  const [before, after] = receiver.received;
  expect(after?.headers['webhook-id']).toBe(before?.headers['webhook-id']);
  expect(after?.body).toBe(before?.body);
});

it('one who was thought dead changes nothing when it comes back', async () => {
  await webhook();
  await story();
  await handOutEvents();
  let answer = () => {};
  receiver.script((response) => {
    answer = () => response.writeHead(500).end();
  });
  const slow = work();
  await receiver.until(1);
  await database().$executeRaw`UPDATE destination SET leased_until = now() - interval '1 second'`;
  await work();
  expect(await states()).toEqual(['sent']);
  answer();
  await slow;
  expect(await states()).toEqual(['sent']);
});

it('a new secret and the former one both sign for a day', async () => {
  const { id, secret } = await webhook();
  const rotated = await rotateSecret(admin, id);
  if (!rotated.ok) throw new Error(rotated.why);
  await story();
  await deliver();
  const [both] = receiver.received;
  expect(both && [isSigned(both, secret), isSigned(both, rotated.secret)]).toEqual([true, true]);
  await database().$executeRaw`UPDATE destination SET former_secret_until = now() - interval '1 second'`;
  await story();
  await deliver();
  const last = receiver.received.at(-1);
  expect(last && [isSigned(last, secret), isSigned(last, rotated.secret)]).toEqual([false, true]);
});

it('keeps secrets out of the tables and the log', async () => {
  const { id, secret } = await webhook();
  const rows = await database().$queryRaw<{ row: string }[]>`
    SELECT encode(secret, 'escape') || d::text AS row FROM destination d
    UNION ALL SELECT a::text FROM audit_entry a WHERE resource = 'webhook' AND resource_id = ${String(id)}`;
  expect(rows.some(({ row }) => row.includes(secret.slice(6, 20)) || row.includes('partner.example'))).toBe(false);
});

it('a test is sent, and anything is sent again with its id', async () => {
  const { id } = await webhook();
  expect(await sendTest(admin, 'webhook', id)).toEqual({ ok: true });
  await deliver();
  expect(receiver.received[0]?.message).toEqual({ type: 'test', timestamp: expect.any(String), data: {} });
  const { deliveries } = await listDeliveries(admin, 'webhook', id, { limit: 10 });
  expect(deliveries).toMatchObject([{ event: 'test', state: 'sent', answer: '200', tries: 1 }]);
  expect(await sendAgain(admin, 'webhook', id, BigInt(deliveries[0]?.id ?? 0))).toEqual({ ok: true });
  await deliver();
  const [first, again] = receiver.received;
  expect(again?.headers['webhook-id']).toBe(first?.headers['webhook-id']);
  expect(await sendAgain(admin, 'webhook', id, 999_999n)).toMatchObject({ why: 'not-found', about: 'delivery' });
});

it('one that is off gets nothing; what waited goes out when it is on', async () => {
  const { id } = await webhook();
  await story();
  await handOutEvents();
  const version = async () => (await findWebhook(admin, id))?.version ?? 0;
  expect(await turnDestination(admin, 'webhook', id, { to: 'off', seen: await version() })).toEqual({ ok: true });
  await story();
  await deliver();
  expect(receiver.received).toEqual([]);
  expect(await sendTest(admin, 'webhook', id)).toMatchObject({ why: 'wrong-state' });
  expect(await turnDestination(admin, 'webhook', id, { to: 'on', seen: 1 })).toMatchObject({ why: 'conflict' });
  expect(await turnDestination(admin, 'webhook', id, { to: 'on', seen: await version() })).toEqual({ ok: true });
  await deliver();
  expect(receiver.received).toHaveLength(1);
});

it('refuses what is no webhook, and whoever may not have one', async () => {
  const good = { name: 'A', url: 'https://a.example/x', events: STORY_EVENTS, languages: [] };
  const editor = await actorFor('editor');
  expect(await createWebhook(editor, good)).toMatchObject({ why: 'not-allowed' });
  expect(await createWebhook(admin, { ...good, name: '' })).toMatchObject({ why: 'missing', about: 'label' });
  expect(await createWebhook(admin, { ...good, events: [] })).toMatchObject({ why: 'missing', about: 'event' });
  for (const url of [
    ...['', 'a.example', 'http://a.example/x', 'https://127.0.0.1/x', 'https://localhost/x', 'https://10.0.0.1/x'],
    ...[
      'https://[::1]/x',
      'https://router.local/',
      'https://me:pass@a.example/',
      'ftp://a.example/',
      'https://169.254.169.254/',
    ],
  ])
    expect([url, await createWebhook(admin, { ...good, url })]).toMatchObject([
      url,
      { why: 'invalid', about: 'webhookUrl' },
    ]);
  const made = await createWebhook(admin, good);
  if (!made.ok) throw new Error(made.why);
  expect(await changeWebhook(admin, made.id, { ...good, name: 'B', seen: 1 })).toEqual({ ok: true });
  expect(await changeWebhook(admin, made.id, { ...good, name: 'C', seen: 1 })).toMatchObject({ why: 'conflict' });
  expect(await deleteDestination(admin, 'webhook', made.id)).toEqual({ ok: true });
  expect(await deleteDestination(admin, 'webhook', made.id)).toMatchObject({ why: 'not-found' });
});

it('goes to no address of this machine, even where the row says so', async () => {
  await webhook();
  await story();
  await handOutEvents();
  await expect
    .poll(async () => {
      await deliverDue();
      return states();
    })
    .toEqual(['failed']);
  expect(receiver.received).toEqual([]);
  const [delivery] = await database().delivery.findMany();
  expect(delivery?.answer).toContain('not on the internet');
});

it('a kind that only another version knows is tried again later', async () => {
  const { id } = await webhook();
  await database().destination.update({ where: { id }, data: { kind: 'pigeon' } });
  await story();
  await deliver();
  expect(await states()).toEqual(['failed']);
});

it('deletes what ended a month ago', async () => {
  await webhook();
  await story();
  await deliver();
  receiver.script(status(500));
  await story();
  await deliver();
  await database().$executeRaw`UPDATE delivery SET created_at = now() - interval '31 days'`;
  await database().$executeRaw`UPDATE story_event SET at = now() - interval '31 days'`;
  expect(await deleteOldDeliveries(100)).toBe(2);
  expect(await states()).toEqual(['failed']);
  expect(await database().storyEvent.count()).toBe(0);
});

it('of very many changes at once every webhook that wants to know has one message, whatever its languages', async () => {
  await webhook({ events: ['story.updated', 'stories.changed'], languages: ['ru'] });
  await database().$executeRaw`INSERT INTO story_event (event, stories) VALUES ('stories.changed', 350)`;
  await deliver();
  expect(receiver.received.map(({ message }) => [message.type, message.data])).toEqual([
    ['stories.changed', { stories: 350 }],
  ]);
});

it('counts what waits: events, deliveries that are new, and such as are tried again', async () => {
  await webhook();
  const stopped = await webhook({ events: ['story.published'] });
  await turnDestination(admin, 'webhook', stopped.id, { to: 'off', seen: 1 });
  await story();
  expect(await countWaiting()).toEqual({ events: 1, untried: 0, retried: 0 });
  await handOutEvents();
  expect(await countWaiting()).toEqual({ events: 0, untried: 1, retried: 0 });
  receiver.script(status(500));
  const outcomes: string[] = [];
  await deliverDue({ door: LOOPBACK, onOutcome: (kind) => outcomes.push(kind) });
  expect(outcomes).toEqual(['failed']);
  expect(await countWaiting()).toEqual({ events: 0, untried: 0, retried: 1 });
});
