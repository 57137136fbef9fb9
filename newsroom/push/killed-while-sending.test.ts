import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type PushService, startPushService } from '#e2e/push-service';
import { addSubscribers } from '#e2e/push-subscribers';
import { actorFor, createSiteSettings, createStory } from '#e2e/test-data';
import type { Actor } from '#newsroom/permissions/actor';
import { BATCH } from '#newsroom/push/lease';
import { pushArticle } from '#newsroom/push/push-article';
import { savePushSettings } from '#newsroom/push/save-push-settings';
import { database } from '#platform/database';

// Processes that send are killed at any moment: every device has the message all the same, the sums are right, and what
// a device gets once more takes the place of what it has.

const DEVICES = 2_600;
const GONE = 40;
const KILLS = 4;

let admin: Actor;
let service: PushService;
const workers = new Set<ChildProcess>();

beforeAll(async () => {
  await createSiteSettings();
  admin = await actorFor('administrator');
  const contact = 'mailto:editor@paper.example';
  await savePushSettings(admin, { isOn: true, contact, mostADay: 3, quietHours: null, urgentAlways: false, seen: 0 });
  service = await startPushService();
});
afterAll(async () => {
  for (const worker of workers) worker.kill('SIGKILL');
  await service.close();
});

function startWorker(): ChildProcess {
  const worker = fork('e2e/push-worker.ts', { execArgv: ['--disable-warning=ExperimentalWarning'], stdio: 'inherit' });
  workers.add(worker);
  return worker;
}

async function kill(worker: ChildProcess): Promise<void> {
  const ended = once(worker, 'exit');
  worker.kill('SIGKILL');
  await ended;
  workers.delete(worker);
}

/** As if the lease of whoever was killed had run out. */
const endLeases = () => database().$executeRaw`UPDATE push_message SET leased_until = now() WHERE state = 'sending'`;

it('tells every device at least once, whoever is killed in between', { timeout: 120_000 }, async () => {
  const devices = Array.from({ length: DEVICES }, () => service.device());
  for (const device of devices.slice(0, GONE)) service.answer(device, { status: 410 });
  await addSubscribers(devices);
  const { articles } = await createStory({ slugs: { en: 'killed' } });
  const pushed = await pushArticle(admin, articles.en, { seen: 0, title: 'Once', text: '', isUrgent: false });
  expect(pushed).toEqual({ ok: true });

  for (let killed = 0; killed < KILLS; killed++) {
    const worker = startWorker();
    // In the middle of a batch, wherever that is.
    const until = service.count() + 50 + Math.floor(Math.random() * 500);
    while (service.count() < until && service.received.length < DEVICES - GONE) await sleep(2);
    await kill(worker);
    await endLeases();
  }
  const [one, other] = [startWorker(), startWorker()];
  const sent = async () => (await database().pushMessage.findFirstOrThrow()).state === 'sent';
  while (!(await sent())) await sleep(50);
  await Promise.all([kill(one), kill(other)]);

  const times = Map.groupBy(service.received, ({ device }) => device);
  expect(times.size).toBe(DEVICES - GONE);
  const again = service.received.length - times.size;
  expect(again).toBeGreaterThan(0);
  expect(again).toBeLessThanOrEqual(KILLS * BATCH);
  for (const messages of times.values())
    for (const { headers, notification } of messages) {
      expect(headers.topic).toBe(`story-${articles.en}`);
      expect(notification.tag).toBe(`story-${articles.en}`);
    }
  const { addressed, taken, gone, failed, refused, skipped } = await database().pushMessage.findFirstOrThrow();
  expect({ failed, refused, skipped }).toEqual({ failed: 0, refused: 0, skipped: 0 });
  expect(taken).toBe(DEVICES - GONE);
  expect(taken + gone).toBe(addressed);
  expect(await database().pushSubscription.count()).toBe(DEVICES - GONE);
});
