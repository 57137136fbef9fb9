import { type ChildProcess, fork } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startMastodon } from '#e2e/post-servers';
import { startTelegram } from '#e2e/telegram-server';
import { actorFor, createSiteSettings, createStory } from '#e2e/test-data';
import { startReceiver } from '#e2e/webhook-receiver';
import { createChannel } from '#newsroom/deliveries/channels/save-channel';
import { settleDelivery } from '#newsroom/deliveries/channels/settle-delivery';
import { STORY_EVENTS } from '#newsroom/deliveries/story-event';
import { createWebhook } from '#newsroom/deliveries/webhook/save-webhook';
import { addNote } from '#newsroom/editing/add-note';
import { withdrawArticle } from '#newsroom/editing/withdraw-article';
import type { Actor } from '#newsroom/permissions/actor';
import { database } from '#platform/database';

const STORIES = 25;
const KILLS = 12;

let admin: Actor;
const workers = new Set<ChildProcess>();

beforeAll(async () => {
  await createSiteSettings();
  admin = await actorFor('administrator');
});
afterAll(() => {
  for (const worker of workers) worker.kill('SIGKILL');
});

function startWorker(): void {
  const worker = fork('e2e/delivery-worker.ts', {
    execArgv: ['--disable-warning=ExperimentalWarning'],
    stdio: 'inherit',
  });
  workers.add(worker);
}

async function point(id: number, config: object): Promise<void> {
  await database().$executeRaw`
    UPDATE destination SET config = config || ${JSON.stringify(config)}::jsonb WHERE id = ${id}`;
}

/** As time passes for whoever was killed: leases end, and rests. */
async function passTime(): Promise<void> {
  await database().$executeRaw`UPDATE destination SET leased_until = now() - interval '1 second'`;
  await database().$executeRaw`UPDATE delivery SET next_try_at = now() - interval '1 second' WHERE state = 'failed'`;
}

it('three workers that are killed at any moment: every change reaches every destination once, in its order', async () => {
  const [receiver, telegram, mastodon] = await Promise.all([startReceiver(), startTelegram(), startMastodon()]);
  const hook = await createWebhook(admin, {
    ...{ name: 'Partner', url: 'https://partner.example/hook', events: STORY_EVENTS, languages: [] },
  });
  const channel = (kind: 'telegram' | 'mastodon', secret: string, config: Record<string, unknown>) =>
    createChannel(admin, { name: kind, kind, secret, languages: ['en'], config });
  const made = [
    hook,
    await channel('telegram', telegram.token, { chat: telegram.chat }),
    await channel('mastodon', 'token', { server: 'https://social.example' }),
  ];
  const [hookId = 0, telegramId = 0, mastodonId = 0] = made.map((one) => (one.ok ? one.id : 0));
  await point(hookId, { url: receiver.url });
  await point(telegramId, { server: telegram.server });
  await point(mastodonId, { server: mastodon.server });

  const killing = (async () => {
    for (let kill = 0; kill < KILLS; kill++) {
      while (workers.size < 3) startWorker();
      await sleep(900 + Math.random() * 900);
      const [victim] = [...workers].sort(() => Math.random() - 0.5);
      if (victim) {
        workers.delete(victim);
        victim.kill('SIGKILL');
      }
      await passTime();
    }
  })();
  const told: { id: number; slug: string; isWithdrawn: boolean }[] = [];
  for (let number = 0; number < STORIES; number++) {
    const slug = `ledger-${number}`;
    const { articles } = await createStory({ slugs: { en: slug } });
    await sleep(100 + Math.random() * 400);
    await addNote(admin, articles.en, { kind: 'correction', text: `Right is ${number}.` });
    const isWithdrawn = number % 3 === 0;
    if (isWithdrawn) await withdrawArticle(admin, articles.en, { notice: '', reason: 'x' });
    told.push({ id: articles.en, slug, isWithdrawn });
  }
  await killing;

  const slugOf = (text: string) => /\/post\/([\w-]+)/.exec(text)?.[1];
  /** Whoever looks at the channel sees whether it is there. */
  const settle = async () => {
    for (const { id, articleId } of await database().delivery.findMany({
      where: { destinationId: telegramId, state: 'maybe_sent' },
    })) {
      const story = told.find((one) => one.id === articleId);
      const there = [...telegram.messages.values()].find(({ text }) => slugOf(text) === story?.slug);
      await settleDelivery(
        admin,
        telegramId,
        id,
        there ? { state: 'sent', remoteId: `text ${there.id}` } : { state: 'waiting' },
      );
    }
  };
  const open = { state: { in: ['waiting', 'sending', 'maybe_sent', 'failed'] } };
  while (workers.size < 3) startWorker();
  for (let round = 0; ; round++) {
    const left = await database().delivery.count({ where: open });
    const untold = await database().storyEvent.count({ where: { isHandedOut: false } });
    if (left + untold === 0) break;
    expect(round, `${left} deliveries are still open`).toBeLessThan(200);
    await settle();
    // Long enough for whatever is under way: a worker that lives keeps what it has.
    if (round % 10 === 9) await passTime();
    await sleep(200);
  }

  const events = await database().storyEvent.count();
  const ended = await database().delivery.groupBy({
    by: ['destinationId'],
    _count: true,
    orderBy: { destinationId: 'asc' },
  });
  expect(ended.map(({ _count }) => _count)).toEqual([events, events, events]);

  // The webhook has every message under one id, and those of a story in their order.
  const byId = new Map(receiver.received.map(({ headers, message }) => [String(headers['webhook-id']), message]));
  expect(byId.size).toBe(events);
  for (const { id, isWithdrawn } of told) {
    const types = [...byId.values()].filter(({ data }) => data.id === id).map(({ type }) => type);
    expect(types).toEqual(['story.published', 'story.corrected', ...(isWithdrawn ? ['story.withdrawn'] : [])]);
  }

  // The channels have shown each story once, and show what is right now.
  const right = told.filter(({ isWithdrawn }) => !isWithdrawn).map(({ slug }) => slug);
  const posts = (texts: string[]) => texts.map(slugOf).sort();
  expect(posts([...telegram.messages.values()].map(({ text }) => text))).toEqual([...right].sort());
  expect(posts([...mastodon.statuses.values()].map(({ text }) => text))).toEqual([...right].sort());
  for (const { text } of [...telegram.messages.values(), ...mastodon.statuses.values()])
    expect(text).toContain(`Right is ${slugOf(text)?.split('-')[1]}.`);
  const highest = Math.max(...telegram.messages.keys());
  expect(highest, 'Telegram was asked to post more often than there are stories').toBeLessThanOrEqual(STORIES);
  await Promise.all([receiver.close(), telegram.close(), mastodon.close()]);
}, 180_000);
