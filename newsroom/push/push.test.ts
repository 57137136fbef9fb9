import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type PushService, startPushService } from '#e2e/push-service';
import { actorFor, createSiteSettings, createStory } from '#e2e/test-data';
import { LOOPBACK } from '#e2e/webhook-receiver';
import type { Language } from '#i18n/languages';
import { moveToTrash } from '#newsroom/editing/trash-article';
import { withdrawArticle } from '#newsroom/editing/withdraw-article';
import type { Actor } from '#newsroom/permissions/actor';
import { countPushes } from '#newsroom/push/count-pushes';
import { deleteOldPushes } from '#newsroom/push/delete-old-pushes';
import { findPushOffer } from '#newsroom/push/find-push-offer';
import { findPushSettings } from '#newsroom/push/find-push-settings';
import { hasDueMessage } from '#newsroom/push/lease';
import { listPushes } from '#newsroom/push/list-pushes';
import { type PushInput, pushArticle, pushStory } from '#newsroom/push/push-article';
import { shorten } from '#newsroom/push/push-message';
import { type PushSettingsInput, renewPushKeys, savePushSettings } from '#newsroom/push/save-push-settings';
import { sendDuePushes } from '#newsroom/push/send-due-pushes';
import { sendTestPush } from '#newsroom/push/send-test';
import type { Device } from '#newsroom/push/send-to-device';
import { endSubscription, renewSubscription, subscribe } from '#newsroom/push/subscribe';
import { takeBackPush, takeBackStory, takeBackWithdrawn } from '#newsroom/push/take-back';
import { database } from '#platform/database';
import { publicUrl } from '#platform/env';

const SETTINGS: PushSettingsInput = {
  isOn: true,
  contact: 'mailto:editor@paper.example',
  mostADay: 50,
  quietHours: null,
  urgentAlways: false,
  seen: 0,
};

let admin: Actor;
let editor: Actor;
let service: PushService;
let key = '';

beforeAll(async () => {
  await createSiteSettings();
  admin = await actorFor('administrator');
  editor = await actorFor('editor');
});
beforeEach(async () => {
  expect(await savePushSettings(admin, SETTINGS)).toEqual({ ok: true });
  key = (await findPushOffer())?.publicKey ?? '';
  service = await startPushService({ publicKey: key });
});
afterEach(async () => {
  await service.close();
  await database().pushMessage.deleteMany();
  await database().pushSubscription.deleteMany();
  await database().pushSettings.deleteMany();
});
afterAll(() => database().article.deleteMany());

/** Settings as they are, but for these. */
async function change(settings: Partial<PushSettingsInput>) {
  const { version = 0 } = (await findPushSettings(admin)) ?? {};
  return savePushSettings(admin, { ...SETTINGS, ...settings, seen: version });
}

type Wanted = {
  language?: Language;
  sections?: string[];
  quietHours?: [number, number] | null;
  timeZone?: string;
  at?: PushService;
};

/** A device that has subscribed; its push service is on this machine, which none can be that subscribes. */
async function subscriber({
  language = 'en',
  sections = [],
  quietHours = null,
  timeZone = 'UTC',
  at = service,
}: Wanted = {}) {
  const device = at.device();
  const outside = { ...device, endpoint: device.endpoint.replace(/^http:\/\/[^/]+/, 'https://push.example') };
  expect(await subscribe(outside, { key, language, sections, quietHours, timeZone })).toEqual({ ok: true });
  await database().pushSubscription.updateMany({
    where: { endpoint: outside.endpoint },
    data: { endpoint: device.endpoint },
  });
  return device;
}

const send = () => sendDuePushes({ door: LOOPBACK });

/** As if the time had come for what is to be tried again. */
async function later(): Promise<void> {
  await database().$executeRaw`UPDATE push_retry SET next_try_at = now() - interval '1 second'`;
  await database().$executeRaw`UPDATE push_message SET due_at = now() - interval '1 second' WHERE state = 'sending'`;
}

let number = 0;
const story = (languages: Language[] = ['en'], section = 'region') =>
  createStory({ slugs: Object.fromEntries(languages.map((one) => [one, `pushed-${++number}`])), section });

const push = (articleId: number, input: Partial<PushInput> = {}) =>
  pushArticle(editor, articleId, { seen: 0, title: 'What happened', text: 'More of it', isUrgent: false, ...input });

/** Those who have got something, by their paths. */
const reached = () => service.received.map(({ device }) => device);
const pathOf = ({ endpoint }: Device) => new URL(endpoint).pathname;

async function last() {
  const [found] = await database().pushMessage.findMany({ orderBy: { id: 'desc' }, take: 1 });
  if (!found) throw new Error('nothing was pushed');
  return found;
}

/** What came of all devices is what it was for, and what is tried again. */
async function expectBalanced(): Promise<void> {
  for (const { id, addressed, taken, gone, failed, refused, skipped } of await database().pushMessage.findMany()) {
    const retries = await database().pushRetry.count({ where: { messageId: id } });
    expect(taken + gone + failed + refused + skipped + retries).toBe(addressed);
  }
}

describe('a message', () => {
  it('reaches those who want its language and section, encrypted for each and signed with one token', async () => {
    const wants = [await subscriber(), await subscriber({ sections: ['region', 'culture'] })];
    await subscriber({ sections: ['culture'] });
    await subscriber({ language: 'ru' });
    const { articles } = await story();
    expect(await push(articles.en, { isUrgent: true })).toEqual({ ok: true });
    await send();
    expect(reached().sort()).toEqual(wants.map(pathOf).sort());
    expect(service.received[0]).toMatchObject({
      headers: { topic: `story-${articles.en}`, ttl: '43200', urgency: 'high', 'content-encoding': 'aes128gcm' },
      notification: {
        title: 'What happened',
        body: 'More of it',
        lang: 'en',
        navigate: `${publicUrl()}/en/post/pushed-${number}`,
        tag: `story-${articles.en}`,
        silent: false,
        icon: `${publicUrl()}/icon-192.png`,
      },
    });
    expect(service.tokens()).toBe(1);
    expect(await last()).toMatchObject({ state: 'sent', addressed: 2, taken: 2 });
    await send();
    expect(service.count()).toBe(2);
    await expectBalanced();
  });

  it('has letters of every language, whole', async () => {
    await subscriber({ language: 'hy' });
    const title = 'Ամենակարևորը՝ '.repeat(30);
    const { articles } = await story(['hy']);
    expect(await push(articles.hy, { title, text: title.repeat(3) })).toEqual({ ok: true });
    await send();
    expect(service.received[0]?.notification).toMatchObject({ title: shorten(title, 150), lang: 'hy' });
    expect(service.received[0]?.notification.body.length).toBeLessThanOrEqual(300);
  });

  it('is sent once, whoever asks however often', async () => {
    await subscriber();
    const { articles } = await story();
    const asked = await Promise.all([1, 2, 3, 4].map(() => push(articles.en)));
    expect(asked.filter(({ ok }) => ok)).toHaveLength(1);
    await Promise.all([send(), send(), send()]);
    expect(service.count()).toBe(1);
  });

  it('does not reach devices in their quiet hours, then or later, by their own clocks', async () => {
    const hourIn = (timeZone: string) =>
      Number(new Intl.DateTimeFormat('en', { timeZone, hour: 'numeric', hourCycle: 'h23' }).format(new Date()));
    const [here, there] = ['Asia/Yerevan', 'America/Anchorage'];
    const asleep: [number, number] = [hourIn(here), (hourIn(here) + 1) % 24];
    await subscriber({ quietHours: asleep, timeZone: here });
    const awake = await subscriber({ quietHours: asleep, timeZone: there });
    const { articles } = await story();
    await push(articles.en, { isUrgent: true });
    await send();
    await later();
    await send();
    expect(reached()).toEqual([pathOf(awake)]);
    expect(await last()).toMatchObject({ state: 'sent', addressed: 2, taken: 1, skipped: 1 });
  });

  it('rings in nobody’s quiet hours that is sent late, the first time or again', async () => {
    const hour = new Date().getUTCHours();
    // By the hour before it was pushed at these would be awake.
    const asleep: [number, number] = [hour, (hour + 2) % 24];
    await subscriber({ quietHours: asleep });
    const busy = await subscriber();
    service.answer(busy, { status: 503 });
    const had = await subscriber();
    const { articles } = await story();
    await push(articles.en, { isUrgent: true });
    await database().$executeRaw`UPDATE push_message SET heard_at = heard_at - interval '1 hour'`;
    await send();
    expect(reached()).toEqual([pathOf(had)]);
    expect(await last()).toMatchObject({ state: 'sending', addressed: 3, taken: 1, skipped: 1 });
    service.answer(busy, null);
    await database().pushSubscription.updateMany({ data: { quietFrom: asleep[0], quietUntil: asleep[1] } });
    await later();
    await send();
    expect(reached()).toEqual([pathOf(had)]);
    expect(await last()).toMatchObject({ state: 'sent', addressed: 3, taken: 1, skipped: 2 });
    await expectBalanced();
    // What makes no sound reaches those who have the story.
    await push(articles.en, { seen: 1, title: 'Put right' });
    await send();
    expect(service.received.slice(1)).toContainEqual(
      expect.objectContaining({ device: pathOf(had), notification: expect.objectContaining({ silent: true }) }),
    );
  });

  it('leaves nothing of devices that are gone, and tries again what a push service could not take', async () => {
    const [good, gone, unknown, busy, wrong] = (await Promise.all([1, 2, 3, 4, 5].map(() => subscriber()))) as [
      Device,
      Device,
      Device,
      Device,
      Device,
    ];
    service.answer(gone, { status: 410 });
    service.answer(unknown, { status: 404 });
    service.answer(busy, { status: 503, headers: { 'retry-after': '2' } });
    service.answer(wrong, { status: 403 });
    const { articles } = await story();
    await push(articles.en);
    await send();
    expect(await last()).toMatchObject({ state: 'sending', gone: 2, refused: 1 });
    expect((await last()).answer).toContain('127.0.0.1');
    const left = await database().pushSubscription.findMany({ select: { endpoint: true } });
    expect(left.map(({ endpoint }) => endpoint).sort()).toEqual(
      [good, busy, wrong].map(({ endpoint }) => endpoint).sort(),
    );
    await expectBalanced();
    service.answer(busy, null);
    await later();
    await send();
    expect(await last()).toMatchObject({ state: 'sent', taken: 2, gone: 2, refused: 1, failed: 0 });
    expect(reached().sort()).toEqual([good, busy].map(pathOf).sort());
    expect(await countPushes()).toEqual({
      results: { taken: 2, gone: 2, failed: 0, refused: 1, skipped: 0 },
      waiting: { messages: 0, retries: 0 },
    });
  });

  it('is given up where a push service takes it never, and others have had it long before', async () => {
    const [dead, alive] = [await subscriber(), await subscriber()];
    service.answer(dead, { status: 500 });
    const { articles } = await story();
    await push(articles.en);
    await send();
    expect(reached()).toEqual([pathOf(alive)]);
    for (let n = 0; n < 12 && (await last()).state === 'sending'; n++) {
      await later();
      await send();
    }
    expect(await last()).toMatchObject({ state: 'sent', taken: 1, failed: 1 });
    expect(await database().pushRetry.count()).toBe(0);
    // It may be there again the next time.
    expect(await database().pushSubscription.count()).toBe(2);
  });

  it('is sent to nobody any more half a day later', async () => {
    const [busy] = [await subscriber(), await subscriber()];
    service.answer(busy, { status: 503 });
    await push((await story()).articles.en);
    await send();
    await database().$executeRaw`UPDATE push_message SET created_at = now() - interval '13 hours'`;
    service.answer(busy, null);
    await later();
    await send();
    expect(service.received).toHaveLength(1);
    expect(await last()).toMatchObject({ state: 'stopped', taken: 1, failed: 1 });
    await expectBalanced();
  });

  it('keeps nobody waiting for a push service that is silent', async () => {
    const silent = await startPushService();
    for (let n = 0; n < 120; n++) silent.answer(await subscriber({ at: silent }), 'silence');
    for (let n = 0; n < 40; n++) await subscriber();
    const { articles } = await story();
    await push(articles.en);
    const started = performance.now();
    await sendDuePushes({ door: { ...LOOPBACK, timeout: 500 } });
    expect(performance.now() - started).toBeLessThan(6_000);
    expect(service.received).toHaveLength(40);
    // As soon as it is known to be silent it is not asked any more.
    expect(silent.count()).toBeLessThan(110);
    expect(await database().pushRetry.count()).toBe(120);
    await expectBalanced();
    await silent.close();
  });
});

describe('what is pushed', () => {
  it('is refused to whom it is not for, without leave, words, a published story or notifications', async () => {
    const { articles } = await story();
    expect(
      await pushArticle(await actorFor('author'), articles.en, { seen: 0, title: 'x', text: '', isUrgent: true }),
    ).toMatchObject({
      why: 'not-allowed',
    });
    expect(await push(articles.en, { title: ' \n ' })).toMatchObject({ why: 'missing', about: 'title' });
    expect(await push(articles.en, { seen: 3 })).toMatchObject({ why: 'conflict' });
    expect(await push(2_000_000_000)).toMatchObject({ why: 'not-found' });
    const draft = await createStory({ slugs: { en: `pushed-${++number}` }, state: 'draft' });
    expect(await push(draft.articles.en)).toMatchObject({ why: 'wrong-state', about: 'it' });
    await change({ isOn: false });
    expect(await push(articles.en)).toMatchObject({ why: 'wrong-state', about: 'push' });
    expect(await database().pushMessage.count()).toBe(0);
    expect(await findPushOffer()).toBeNull();
    expect(await listPushes(editor, articles.en)).toBeNull();
  });

  it('is as much as readers were told, a day and language, however many push at once', async () => {
    await change({ mostADay: 2 });
    const stories = await Promise.all([1, 2, 3, 4, 5].map(() => story(['en', 'ru'])));
    const pushed = await Promise.all(stories.map(({ articles }) => push(articles.en)));
    expect(pushed.filter(({ ok }) => ok).length).toBeGreaterThan(0);
    for (const { articles } of stories) await push(articles.en);
    expect(await database().pushMessage.count({ where: { language: 'en' } })).toBe(2);
    const more = await Promise.all(stories.map(({ articles }) => push(articles.en)));
    expect(more.filter((one) => !one.ok && one.why === 'too-many')).toHaveLength(3);
    expect(await push(stories[0]?.articles.ru ?? 0)).toEqual({ ok: true });
    // What takes the place of another is none more.
    const first = await database().pushMessage.findFirstOrThrow();
    expect(await push(first.articleId, { seen: 1 })).toEqual({ ok: true });
  });

  it('waits for the end of the quiet hours, unless it is urgent and that is allowed', async () => {
    // By the clock of Asia/Baku, which new sites have.
    const hour = Number(
      new Intl.DateTimeFormat('en', { timeZone: 'Asia/Baku', hour: 'numeric', hourCycle: 'h23' }).format(new Date()),
    );
    const quietHours = [hour, (hour + 1) % 24] as const;
    await change({ quietHours });
    const { articles } = await story(['en', 'ru']);
    const refused = {
      ok: false,
      why: 'wrong-state',
      about: 'quietHours',
      values: { from: hour, until: (hour + 1) % 24 },
    };
    expect(await push(articles.en)).toEqual(refused);
    expect(await push(articles.en, { isUrgent: true })).toEqual(refused);
    await change({ quietHours, urgentAlways: true });
    expect(await push(articles.en)).toEqual(refused);
    expect(await push(articles.en, { isUrgent: true })).toEqual({ ok: true });
    // Without a sound.
    expect(await push(articles.en, { seen: 1, title: 'Put right' })).toEqual({ ok: true });
  });

  it('is a story in all its languages at once, and is taken back in all', async () => {
    await subscriber();
    await subscriber({ language: 'ru' });
    const { storyId, articles } = await story(['en', 'ru']);
    const pushed = await pushStory(editor, storyId, { isUrgent: true });
    expect(pushed.map(({ language, result }) => [language, result.ok])).toEqual([
      ['en', true],
      ['ru', true],
    ]);
    await send();
    expect(service.received.map(({ notification }) => notification.lang).sort()).toEqual(['en', 'ru']);
    expect(await takeBackStory(editor, storyId)).toEqual({ ok: true });
    expect(await takeBackStory(editor, storyId)).toMatchObject({ why: 'not-found' });
    await send();
    expect(
      service.received
        .slice(2)
        .map(({ notification: { tag, silent } }) => [tag, silent])
        .sort(),
    ).toEqual([articles.en, articles.ru].map((id) => [`story-${id}`, true]).sort());
    expect(service.received.map(({ notification }) => notification.title)).toContain('Материал снят с публикации');
    expect(await pushStory(await actorFor('author'), storyId, { isUrgent: true })).toEqual([]);
  });

  it('is shown beside the story, in each language, with what came of it', async () => {
    await subscriber();
    await subscriber({ sections: ['culture'] });
    const { articles } = await story(['en', 'ru']);
    await push(articles.en);
    await send();
    expect(await listPushes(editor, articles.ru)).toMatchObject([
      {
        articleId: articles.en,
        language: 'en',
        devices: 1,
        title: expect.stringMatching(/^Headline/),
        latest: { kind: 'story', state: 'sent', taken: 1, addressed: 1, createdBy: 'A editor', title: 'What happened' },
      },
      { articleId: articles.ru, language: 'ru', devices: 0, latest: null, isPublished: true },
    ]);
    const events = await database().auditEntry.findMany({ where: { event: { startsWith: 'article.push' } } });
    expect(events.at(-1)).toMatchObject({ event: 'article.pushed', title: 'What happened', actorId: editor.id });
  });
});

describe('a story', () => {
  it('that is put right takes the place of what is there, without a sound, and of nothing elsewhere', async () => {
    const had = await subscriber();
    const { articles } = await story();
    await push(articles.en);
    await send();
    const came = await subscriber();
    await push(articles.en, { seen: 1, title: 'What really happened' });
    await send();
    expect(service.received.slice(1)).toMatchObject([
      {
        device: pathOf(had),
        headers: { topic: `story-${articles.en}` },
        notification: { title: 'What really happened', silent: true },
      },
    ]);
    expect(reached()).not.toContain(pathOf(came));
  });

  it('that is put right while it is being sent is news to those who have nothing of it yet', async () => {
    const devices = [];
    for (let n = 0; n < 4; n++) devices.push(await subscriber());
    const { articles } = await story();
    await push(articles.en);
    await send();
    const message = await last();
    // As if the first two had been reached.
    const rows = await database().pushSubscription.findMany({ orderBy: { id: 'asc' } });
    await database().pushMessage.update({
      where: { id: message.id },
      data: { state: 'sending', position: rows[1]?.id ?? 0n, batchUntil: rows[1]?.id ?? 0n },
    });
    service.received.length = 0;
    await push(articles.en, { seen: 1, title: 'Right' });
    await send();
    const silent = service.received.map(({ device, notification }) => [device, notification.silent] as const);
    expect(new Map(silent)).toEqual(new Map(devices.map((device, index) => [pathOf(device), index < 2])));
    expect(await database().pushMessage.findUnique({ where: { id: message.id } })).toMatchObject({ state: 'stopped' });
  });

  it.each(['withdrawn', 'in the trash', 'deleted'])(
    'that is %s is replaced where it is, and goes nowhere else',
    async (how) => {
      const had = await subscriber();
      const { articles } = await story();
      await push(articles.en);
      await send();
      await subscriber();
      if (how === 'withdrawn') await withdrawArticle(admin, articles.en, { notice: '', reason: 'x' });
      else if (how === 'in the trash') {
        await withdrawArticle(admin, articles.en, { notice: '', reason: 'x' });
        await moveToTrash(admin, articles.en);
      } else await database().article.delete({ where: { id: articles.en } });
      expect(await takeBackWithdrawn()).toBe(1);
      expect(await takeBackWithdrawn()).toBe(0);
      await send();
      expect(service.received.slice(1)).toMatchObject([
        {
          device: pathOf(had),
          headers: { topic: `story-${articles.en}` },
          notification: {
            title: 'This story has been withdrawn',
            body: 'What happened',
            silent: true,
            tag: `story-${articles.en}`,
          },
        },
      ]);
      expect(await takeBackPush(editor, articles.en)).toMatchObject({ why: 'not-found', about: 'push' });
    },
  );

  it('that is withdrawn before it is sent is sent to nobody', async () => {
    await subscriber();
    const { articles } = await story();
    await push(articles.en);
    await withdrawArticle(admin, articles.en, { notice: '', reason: 'x' });
    await send();
    await takeBackWithdrawn();
    await later();
    await send();
    expect(service.count()).toBe(0);
    expect(
      (await database().pushMessage.findMany({ orderBy: { id: 'asc' } })).map(({ kind, state }) => [kind, state]),
    ).toEqual([
      ['story', 'stopped'],
      ['withdrawal', 'sent'],
    ]);
  });

  it('that is published once more can be pushed once more, and counts', async () => {
    await subscriber();
    await change({ mostADay: 2 });
    const { articles } = await story();
    await push(articles.en);
    await send();
    await takeBackPush(editor, articles.en);
    await send();
    expect(await push(articles.en, { seen: 2 })).toEqual({ ok: true });
    await send();
    expect(service.received.at(-1)?.notification).toMatchObject({ title: 'What happened', silent: false });
    expect(await push((await story()).articles.en)).toMatchObject({ why: 'too-many' });
  });
});

describe('a subscription', () => {
  const outside = (): Device => {
    const { endpoint, ...keys } = service.device();
    return { ...keys, endpoint: endpoint.replace(/^http:\/\/[^/]+/, 'https://push.example') };
  };
  const wishes = () => ({ key, language: 'en' as const, sections: [], quietHours: null, timeZone: 'Asia/Yerevan' });

  it('is changed and ended by whoever knows its secret, and by nobody else', async () => {
    const device = outside();
    expect(await subscribe(device, wishes())).toEqual({ ok: true });
    expect(
      await subscribe(device, { ...wishes(), language: 'ru', sections: ['region', 'no-more'], quietHours: [22, 7] }),
    ).toEqual({ ok: true });
    const [row, ...more] = await database().pushSubscription.findMany();
    expect(more).toEqual([]);
    expect(row).toMatchObject({ language: 'ru', quietFrom: 22, quietUntil: 7, timeZone: 'Asia/Yerevan' });
    const stranger = { ...device, auth: outside().auth };
    expect(await subscribe(stranger, wishes())).toEqual({ ok: false, why: 'invalid' });
    expect(await renewSubscription(stranger, outside())).toBe(false);
    await endSubscription(stranger);
    expect(await database().pushSubscription.count()).toBe(1);
    const renewed = outside();
    expect(await renewSubscription(device, renewed)).toBe(true);
    expect(await database().pushSubscription.findMany()).toMatchObject([
      { endpoint: renewed.endpoint, language: 'ru' },
    ]);
    await endSubscription(renewed);
    expect(await database().pushSubscription.count()).toBe(0);
  });

  it('for sections that are no more is for no story', async () => {
    await subscriber({ sections: ['no-such-section'] });
    const { articles } = await story();
    await push(articles.en);
    await send();
    expect(service.count()).toBe(0);
  });

  it.each([
    ['a private address', { endpoint: 'https://192.168.0.1/push' }],
    ['this machine', { endpoint: 'https://localhost/push' }],
    ['no encryption', { endpoint: 'http://push.example/1' }],
    ['an endless address', { endpoint: `https://push.example/${'x'.repeat(1_000)}` }],
    ['a key that is none', { p256dh: Buffer.alloc(65, 4).toString('base64url') }],
    ['a short secret', { auth: 'AAAA' }],
  ])('with %s is none', async (_, wrong) => {
    expect(await subscribe({ ...outside(), ...wrong }, wishes())).toEqual({ ok: false, why: 'invalid' });
    expect(await database().pushSubscription.count()).toBe(0);
  });

  it('is not made for another key, nor while there are no notifications', async () => {
    expect(await subscribe(outside(), { ...wishes(), key: 'another' })).toEqual({ ok: false, why: 'key', key });
    expect(await subscribe(outside(), { ...wishes(), timeZone: 'Nowhere/At-all' })).toEqual({ ok: true });
    expect(await database().pushSubscription.findMany()).toMatchObject([{ timeZone: 'UTC' }]);
    await change({ isOn: false });
    expect(await subscribe(outside(), wishes())).toEqual({ ok: false, why: 'off' });
  });

  it('is forgotten half a year after the browser was there last, and messages after a year', async () => {
    await subscriber();
    await subscriber();
    const { articles } = await story();
    await push(articles.en);
    await send();
    expect(await deleteOldPushes(100)).toBe(0);
    await database().$executeRaw`
      UPDATE push_subscription SET renewed_at = now() - interval '181 days'
      WHERE id = (SELECT min(id) FROM push_subscription)`;
    await database().$executeRaw`UPDATE push_message SET created_at = now() - interval '367 days'`;
    expect(await deleteOldPushes(100)).toBe(1);
    expect(await database().pushSubscription.count()).toBe(1);
    expect(await database().pushMessage.count()).toBe(0);
  });
});

describe('settings', () => {
  it('keep their keys, the private one encrypted, whatever else is changed', async () => {
    const before = await database().pushSettings.findFirstOrThrow();
    expect(Buffer.from(before.publicKey, 'base64url')).toHaveLength(65);
    expect(before.privateKey.length).toBe(12 + 16 + 43);
    expect(await change({ mostADay: 7, quietHours: [23, 6] })).toEqual({ ok: true });
    const after = await database().pushSettings.findFirstOrThrow();
    expect([after.publicKey, after.privateKey, after.mostADay]).toEqual([before.publicKey, before.privateKey, 7]);
    expect(await savePushSettings(admin, { ...SETTINGS, seen: 1 })).toMatchObject({ why: 'conflict' });
    expect(await savePushSettings(admin, SETTINGS)).toMatchObject({ why: 'conflict' });
    expect(JSON.stringify(await findPushSettings(admin))).not.toMatch(/private/i);
    expect(await findPushSettings(editor)).toBeNull();
    expect(await savePushSettings(editor, SETTINGS)).toMatchObject({ why: 'not-allowed' });
  });

  it.each([
    [{ contact: 'editor@paper.example' }, 'pushContact'],
    [{ contact: 'http://paper.example' }, 'pushContact'],
    [{ mostADay: 0 }, 'mostADay'],
    [{ mostADay: Number.NaN }, 'mostADay'],
    [{ quietHours: [1, Number.NaN] as const }, 'quietHours'],
  ])('refuse %o', async (wrong, about) => {
    expect(await change(wrong)).toMatchObject({ why: 'invalid', about });
  });

  it('stop what is being sent when they turn notifications off', async () => {
    await subscriber();
    await push((await story()).articles.en);
    await change({ isOn: false });
    await send();
    expect(service.count()).toBe(0);
    expect(await last()).toMatchObject({ state: 'stopped' });
  });

  it('say that a key of another secret cannot be read, and make new ones only when somebody wants it', async () => {
    await subscriber();
    await database()
      .$executeRaw`UPDATE push_settings SET private_key = set_byte(private_key, 40, 1 # get_byte(private_key, 40))`;
    expect(await findPushSettings(admin)).toMatchObject({ isReadable: false, publicKey: key });
    await push((await story()).articles.en);
    await send();
    expect(service.count()).toBe(0);
    expect(await hasDueMessage()).toBe(false);
    expect(await sendTestPush(admin, service.device(), 'x')).toMatchObject({ why: 'not-found' });
    expect(await renewPushKeys(editor)).toMatchObject({ why: 'not-allowed' });
    expect(await renewPushKeys(admin)).toEqual({ ok: true });
    expect(await database().pushSubscription.count()).toBe(0);
    const settings = await findPushSettings(admin);
    expect(settings?.isReadable).toBe(true);
    expect(settings?.publicKey).not.toBe(key);
  });

  it('can be tried with a browser, of which nothing is kept', async () => {
    const device = service.device();
    const outside = { ...device, endpoint: 'https://push.example/1' };
    const door = { isAllowed: () => true, lookup: LOOPBACK.lookup, timeout: 1_000 };
    expect(await sendTestPush(admin, device, 'x', LOOPBACK)).toMatchObject({ why: 'invalid', about: 'pushDevice' });
    // Nobody there speaks TLS.
    expect(await sendTestPush(admin, outside, 'x', door)).toMatchObject({ ok: true, outcome: { kind: 'later' } });
    expect(await sendTestPush(editor, outside, 'x')).toMatchObject({ why: 'not-allowed' });
    expect(await database().pushSubscription.count()).toBe(0);
  });

  it('let no message into the network, whatever a row says', async () => {
    await subscriber();
    await push((await story()).articles.en);
    await sendDuePushes();
    expect(service.count()).toBe(0);
    expect((await last()).answer).toContain('is not on the internet');
  });
});
