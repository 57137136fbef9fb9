import { z } from 'zod';
import { call } from '#newsroom/deliveries/channels/telegram/call';
import { type Taken, takeEntries } from '#newsroom/wire/take-entries';
import { channelPost, entryOf, isOf } from '#newsroom/wire/telegram/post-entry';
import { decrypt } from '#platform/encryption';
import type { Door } from '#platform/http-client';

/** What tokens of bots are encrypted for (platform/encryption.ts). */
export const TELEGRAM_TOKEN = 'wire-telegram';

/** Posts of one answer. */
const AT_ONCE = 20;
/** Answers that are asked for in one go; what is left is asked for at once after it. */
const MOST_ANSWERS = 10;

const updates = z.array(
  z.object({
    update_id: z.int(),
    // One that cannot be read keeps no other out.
    channel_post: channelPost.optional().catch(undefined),
    edited_channel_post: channelPost.optional().catch(undefined),
  }),
);

type TelegramPoll =
  | (Taken & { ok: true /** Number that the next poll goes on from. */; next: string; hasMore: boolean })
  | { ok: false; why: 'secret' | 'status'; detail: string; retryAfterSeconds?: number | undefined };

export type TelegramSource = { id: number; chat: string; secret: Uint8Array | null; from: string };

/**
 * Takes in what has been posted and edited in a channel since the update `from` ('' for what Telegram still has, a day at
 * most), with a bot that is in it. Telegram forgets updates when it is asked for later ones, which is after they are
 * stored. `server` is where the Bot API is, in tests.
 */
export async function pollTelegram(
  { id, chat, secret, from }: TelegramSource,
  { door, server }: { door?: Door | undefined; server?: string | undefined },
): Promise<TelegramPoll> {
  const token = secret ? decrypt(secret, TELEGRAM_TOKEN) : undefined;
  if (token === undefined) return { ok: false, why: 'secret', detail: '' };
  const account = { config: { chat, server }, secret: token, isQuiet: false, door };
  const sum: Taken = { items: 0, versions: 0, failures: 0 };
  let next = from;
  for (let answers = 0; answers < MOST_ANSWERS; answers++) {
    const answer = await call(account, 'getUpdates', {
      ...(next && { offset: Number(next) }),
      limit: AT_ONCE,
      timeout: 0,
      allowed_updates: ['channel_post', 'edited_channel_post'],
    });
    if (!answer.ok)
      return { ok: false, why: 'status', detail: answer.answer, retryAfterSeconds: answer.retryAfterSeconds };
    const read = updates.safeParse(answer.result);
    if (!read.success) return { ok: false, why: 'status', detail: 'no updates' };
    const posts = read.data.flatMap(
      ({ channel_post, edited_channel_post }) => channel_post ?? edited_channel_post ?? [],
    );
    const entries = posts.filter((post) => isOf(chat, post)).flatMap((post) => entryOf(post) ?? []);
    // The newest first, as feeds have them.
    const taken = await takeEntries(id, entries.reverse());
    sum.items += taken.items;
    sum.versions += taken.versions;
    sum.failures += taken.failures;
    // What could not be stored is asked for again.
    if (taken.failures > 0) return { ok: true, ...sum, next, hasMore: false };
    const last = read.data.at(-1);
    if (last) next = String(last.update_id + 1);
    if (read.data.length < AT_ONCE) return { ok: true, ...sum, next, hasMore: false };
  }
  return { ok: true, ...sum, next, hasMore: true };
}
