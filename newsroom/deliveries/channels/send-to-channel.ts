import type { z } from 'zod';
import type { Account, Channel, Done } from '#newsroom/deliveries/channels/channel';
import { CHANNEL_SECRET, channelConfig } from '#newsroom/deliveries/channels/config';
import { findPost } from '#newsroom/deliveries/channels/find-post';
import { isQuiet } from '#newsroom/deliveries/channels/quiet-hours';
import type { ChannelPost, OpenDestination, Outcome, Outgoing } from '#newsroom/deliveries/delivery';
import { nowMs } from '#platform/clock';
import { database } from '#platform/database';
import { decrypt } from '#platform/encryption';
import type { Door } from '#platform/http-client';

/**
 * Brings what a channel shows of a story to how the story is now: posts it, changes the post, or takes it back. What is
 * no news any more is not posted; what is not posted is not corrected.
 */
export async function sendToChannel<Config>(
  channel: Channel<Config>,
  destination: OpenDestination,
  delivery: Outgoing,
  door: Door | undefined,
): Promise<Outcome> {
  const account = await accountOf(channel, destination, door);
  if (!account) return { kind: 'failed', answer: 'its secret cannot be read: AUTH_SECRET is another one' };
  if (delivery.event === 'test') {
    const { ok, answer, retryAfterSeconds } = await channel.test(account.of);
    return ok ? { kind: 'sent', answer } : { kind: 'failed', answer, ...(retryAfterSeconds && { retryAfterSeconds }) };
  }
  const { articleId } = delivery;
  if (articleId === null) return leftOut('no story');
  const where = { destinationId_articleId: { destinationId: destination.id, articleId } };
  const [shown, story] = await Promise.all([
    database().channelPost.findUnique({ where }),
    findPost(articleId, destination.id),
  ]);
  const isShown = shown !== null && shown.state !== 'withdrawn';
  if (!story?.isPublished || story.isLeftOut) {
    const there = isShown ? { ok: true as const, ...shown } : await findUnheard(channel, account.of, delivery);
    if (!there?.ok) return there ? outcomeOf(there, undefined, 'posted') : leftOut('not posted');
    // What was deleted here has no words left.
    const removed = await channel.remove(account.of, there.remoteId, story?.post ?? GONE);
    return outcomeOf(removed, there, 'withdrawn');
  }
  if (isShown) return outcomeOf(await channel.edit(account.of, shown, story.post, delivery), shown, 'edited');
  if (delivery.event !== 'story.published') return leftOut('not posted');
  const { newsMinutes } = account.settings;
  const age = nowMs() - newsSince(delivery);
  if (age > newsMinutes * 60_000) {
    const there = await findUnheard(channel, account.of, delivery);
    if (!there?.ok) return there ? outcomeOf(there, undefined, 'posted') : leftOut(`older than ${newsMinutes} minutes`);
    // It is there: to post it again finds that out in the channel's own way.
  }
  // Breaking news wakes people.
  const of = { ...account.of, isQuiet: account.of.isQuiet && !story.isBreaking };
  return outcomeOf(await channel.create(of, story.post, delivery), undefined, 'posted');
}

/** Since when a message is news: since it was made, or somebody wanted it posted. */
function newsSince({ createdAt, payload }: Outgoing): number {
  const asked = payload && 'askedAt' in payload && payload.askedAt ? Date.parse(payload.askedAt) : 0;
  return Math.max(createdAt.getTime(), asked);
}

/** What a former try has posted without being heard of; null where there is nothing, or nobody could know. */
async function findUnheard<Config>(
  { find }: Channel<Config>,
  account: Account<Config>,
  delivery: Outgoing,
): Promise<Done | null> {
  if (!find || !delivery.isAgain || delivery.event !== 'story.published') return null;
  const found = await find(account, delivery);
  return found.ok && found.remoteId === '' ? null : found;
}

const GONE = {
  ...{ language: 'en' as const, url: '', headline: '', standfirst: '', ownText: '', correction: '', withdrawal: '' },
  pictures: [],
};

async function accountOf<Config>(
  channel: Channel<Config>,
  { config, secret }: OpenDestination,
  door: Door | undefined,
) {
  const known = channelConfig.safeParse(config);
  const own = (channel.config as z.ZodType<Config>).safeParse(config);
  const word = secret ? decrypt(secret, CHANNEL_SECRET) : undefined;
  if (!known.success || !own.success || word === undefined) return undefined;
  const site = await database().siteSettings.findUnique({ where: { id: 1 }, select: { timeZone: true } });
  const night = isQuiet(known.data.quietHours, site?.timeZone ?? 'UTC');
  const of: Account<Config> = { config: own.data, secret: word, isQuiet: night, door };
  return { of, settings: known.data };
}

function leftOut(answer: string): Outcome {
  return { kind: 'sent', state: 'left_out', answer };
}

function outcomeOf(
  done: Done,
  before: { remoteId: string; text: string } | undefined,
  state: ChannelPost['state'],
): Outcome {
  if (!done.ok) {
    const { why: answer, retryAfterSeconds, isFinal, isMaybeThere, isRefused } = done;
    if (isMaybeThere) return { kind: 'maybe_sent', answer };
    if (isRefused) return { kind: 'sent', state: 'given_up', answer };
    // The post stays as it is.
    if (isFinal) return leftOut(answer);
    return { kind: 'failed', answer, ...(retryAfterSeconds && { retryAfterSeconds }) };
  }
  const { remoteId, url, text, answer } = done;
  const post = { remoteId: remoteId || (before?.remoteId ?? ''), url, text: text || (before?.text ?? ''), state };
  return { kind: 'sent', ...(state !== 'posted' && { state }), answer, post };
}
