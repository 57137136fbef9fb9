// How long it takes until push services have a story for ten thousand devices: `node bench/push.ts`, with a number for
// another count. They are another process of this machine, which checks and decrypts whatever it gets; between them is
// HTTP without TLS. Fails where it takes longer than a minute, or a device has none.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import type { Asked, Told } from '#bench/push-service';
import { addSubscribers } from '#e2e/push-subscribers';
import { actorFor, createSiteSettings, createStory } from '#e2e/test-data';
import { LOOPBACK } from '#e2e/webhook-receiver';
import { pushArticle } from '#newsroom/push/push-article';
import { savePushSettings } from '#newsroom/push/save-push-settings';
import { sendDuePushes } from '#newsroom/push/send-due-pushes';
import { database } from '#platform/database';
import { migrate } from '#processes/migrate/migrate';
import { startTestPostgres } from '#processes/postgres/test-postgres';
import { writeResult } from './write-result.ts';

const DEVICES = Number(process.argv[2] ?? 10_000);
/** Until all have it, seconds. */
const LIMIT = 60;

/** Of a hundred devices, how many are gone, have a push service that fails, or one that says nothing. */
const CASES = {
  'all are there': { gone: 0, failing: 0, silent: 0 },
  'some are not': { gone: 5, failing: 2, silent: 1 },
} as const;

const postgres = await startTestPostgres();
process.env.DATABASE_URL = postgres.url;
await migrate(postgres.url);
const services = fork('bench/push-service.ts', { execArgv: ['--disable-warning=ExperimentalWarning'] });

async function ask(asked: Asked): Promise<Told> {
  services.send(asked);
  const [told] = (await once(services, 'message')) as [Told];
  return told;
}

async function measure(name: keyof typeof CASES) {
  const told = await ask({ devices: DEVICES, ...CASES[name] });
  if (!('devices' in told)) throw new Error('no devices');
  await database().pushSubscription.deleteMany();
  for (let from = 0; from < DEVICES; from += 5_000) await addSubscribers(told.devices.slice(from, from + 5_000));
  const { articles } = await createStory({ slugs: { en: name.replaceAll(' ', '-') } });
  const input = { seen: 0, title: 'A bridge has fallen into the river', isUrgent: true };
  const text = 'Nobody was hurt. The road to the city is closed until tomorrow, say the police and the mayor.';
  const pushed = await pushArticle(admin, articles.en, { ...input, text });
  if (!pushed.ok) throw new Error(pushed.why);

  const [started, used] = [performance.now(), process.cpuUsage()];
  await sendDuePushes({ door: { ...LOOPBACK, timeout: 5_000 } });
  const seconds = (performance.now() - started) / 1_000;
  const { user, system } = process.cpuUsage(used);
  const counted = await ask('count');
  if (!('count' in counted)) throw new Error('nothing counted');
  const message = await database().pushMessage.findFirstOrThrow({ where: { articleId: articles.en } });
  const retries = await database().pushRetry.count({ where: { messageId: message.id } });
  const { addressed, taken, gone, refused, failed, skipped } = message;
  const isBalanced = addressed === DEVICES && taken + gone + refused + failed + skipped + retries === DEVICES;
  const { gone: goneShare, failing, silent } = CASES[name];
  const there = (DEVICES * (100 - goneShare - failing - silent)) / 100;
  const all = taken === there && counted.distinct === there && counted.received === there;
  const round = (value: number) => Math.round(value * 100) / 100;
  return {
    name,
    devices: DEVICES,
    seconds: round(seconds),
    aSecond: Math.round(DEVICES / seconds),
    processorMilliseconds: round((user + system) / 1_000 / DEVICES),
    ...{ taken, gone, refused, retries, tokens: counted.tokens },
    holds: all && isBalanced && seconds < LIMIT,
  };
}

await createSiteSettings();
const admin = await actorFor('administrator');
const contact = 'mailto:editor@paper.example';
await savePushSettings(admin, { isOn: true, contact, mostADay: 9, quietHours: null, urgentAlways: false, seen: 0 });
const results = [];
for (const name of Object.keys(CASES) as (keyof typeof CASES)[]) results.push(await measure(name));
console.table(results);
writeResult('push', results);
services.disconnect();
await database().$disconnect();
await postgres.stop();
process.exit(results.every(({ holds }) => holds) ? 0 : 1);
