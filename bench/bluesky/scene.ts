import type { BlueskyAccount, PostRecord } from '#bench/bluesky/account';
import type { LossyProxy } from '#bench/bluesky/lossy-proxy';
import type { BlueskyServer } from '#bench/bluesky/start-server';
import { actorFor, createSiteSettings, createStory } from '#e2e/test-data';
import { LOOPBACK } from '#e2e/webhook-receiver';
import type { Language } from '#i18n/languages';
import { changeChannel, createChannel } from '#newsroom/deliveries/channels/save-channel';
import { deliverDue } from '#newsroom/deliveries/deliver-due';
import { handOutEvents } from '#newsroom/deliveries/hand-out-events';
import { sendTest, stopDelivery } from '#newsroom/deliveries/send-again';
import type { Actor } from '#newsroom/permissions/actor';
import { database } from '#platform/database';

type Place = {
  check(what: string, holds: boolean, detail?: string): void;
  server: BlueskyServer;
  proxy: LossyProxy;
  account: BlueskyAccount;
};

type Told = { language?: Language; headline?: string; standfirst?: string; lead?: string };
type Story = { id: number; slug: string };

/** A paper with a channel, and what its staff and its background processes do there. */
export type Scene = Place & {
  admin: Actor;
  /** The channel's id. */
  channel: number;
  changeSecret(secret: string): Promise<void>;
  /** “Check access”. */
  testAccess(): Promise<void>;
  /** Hands out what has happened and delivers what is due. */
  deliver(): Promise<void>;
  /** As if the time had come to try again what has failed, and what nobody has been heard of since. */
  deliverLater(): Promise<void>;
  /** The newest message of the channel. */
  last(): Promise<{ id: bigint; state: string; answer: string; inSeconds: number }>;
  /** Gives the newest message up, so that it is not before others any more. */
  stopLast(): Promise<void>;
  publish(told?: Told): Promise<Story>;
  /** Posts with a card of a story, as the server has them. */
  postsOf(story: Story): Promise<PostRecord[]>;
  repliesTo(post: PostRecord): Promise<PostRecord[]>;
};

/** Creates a paper with a channel that has a wrong password. */
export async function openScene(place: Place): Promise<Scene> {
  const { account, proxy } = place;
  await createSiteSettings();
  const admin = await actorFor('administrator');
  const input = {
    ...{ name: 'Bluesky', kind: 'bluesky' as const, languages: ['en', 'ru', 'hy'] as const },
    config: { name: account.handle, server: 'https://social.example', newsMinutes: 60, quietHours: null },
  };
  const made = await createChannel(admin, { ...input, secret: 'a password that it is not' });
  if (!made.ok) throw new Error(`${made.why} ${made.about}`);
  const channel = made.id;
  await leadToProxy();
  let stories = 0;

  /** The form refuses a server of this machine. */
  async function leadToProxy(): Promise<void> {
    await database().$executeRaw`
      UPDATE destination SET config = config || jsonb_build_object('server', ${proxy.url}::text) WHERE id = ${channel}`;
  }

  async function deliver(): Promise<void> {
    await handOutEvents();
    while ((await deliverDue({ door: LOOPBACK })) !== null);
  }

  async function last() {
    const newest = { orderBy: { id: 'desc' } } as const;
    const { id, state, answer, nextTryAt } = await database().delivery.findFirstOrThrow(newest);
    return { id, state, answer: answer ?? '', inSeconds: Math.round((nextTryAt.getTime() - Date.now()) / 1_000) };
  }

  return {
    ...place,
    ...{ admin, channel, deliver, last },
    async changeSecret(secret) {
      const { version } = await database().destination.findUniqueOrThrow({ where: { id: channel } });
      const changed = await changeChannel(admin, channel, { ...input, secret, seen: version });
      if (!changed.ok) throw new Error(`${changed.why} ${changed.about}`);
      await leadToProxy();
    },
    async testAccess() {
      await sendTest(admin, 'channel', channel);
      await database().$executeRaw`UPDATE destination SET leased_until = now() - interval '1 second'`;
      await deliver();
    },
    async deliverLater() {
      await database()
        .$executeRaw`UPDATE delivery SET next_try_at = now() - interval '1 second' WHERE state = 'failed'`;
      await database().$executeRaw`UPDATE destination SET leased_until = now() - interval '1 second'`;
      await deliver();
    },
    async stopLast() {
      await stopDelivery(admin, 'channel', channel, (await last()).id);
    },
    async publish({ language = 'hy', headline, standfirst = '', lead } = {}) {
      const slug = `story-${++stories}`;
      const { articles } = await createStory({ slugs: { [language]: slug }, ...(lead && { lead }) });
      const id = articles[language];
      if (headline) await database().article.update({ where: { id }, data: { headline, standfirst } });
      return { id, slug };
    },
    postsOf: async ({ slug }) =>
      (await account.posts()).filter(({ value }) => value.embed?.external.uri.endsWith(`/post/${slug}`)),
    repliesTo: async ({ uri }) => (await account.posts()).filter(({ value }) => value.reply?.root.uri === uri),
  };
}
