import { randomUUID } from 'node:crypto';
import { storableText } from '#i18n/storable';
import { isQuiet, quietHoursOf } from '#newsroom/deliveries/channels/quiet-hours';
import {
  type BatchResult,
  beginBatch,
  endLate,
  listNext,
  listRetries,
  type OpenMessage,
  putOff,
  type Recipient,
  recordBatch,
  releaseMessage,
  takeMessage,
} from '#newsroom/push/lease';
import { payloadOf, TTL_SECONDS, tagOf } from '#newsroom/push/push-message';
import { PushServices } from '#newsroom/push/push-services';
import { type DeviceMessage, sendToDevice } from '#newsroom/push/send-to-device';
import { findSender, type Sender } from '#newsroom/push/vapid';
import { findSiteSettings } from '#newsroom/settings/find-site-settings';
import { iconAddress } from '#newsroom/settings/look';
import { publicUrl } from '#platform/env';
import type { Door } from '#platform/http-client';

/** Messages that are sent at the same time: a story in three languages. */
const MESSAGES = 3;
/** Requests of a message that are under way at a time. */
const REQUESTS = 48;
/** How long after each try that brought nothing the next one is made, seconds; after the last it is given up. */
const WAITS = [5, 30, 120, 600, 1_800, 3_600, 7_200];

type Options = {
  /** What may be reached; tests have a push service on this machine. */
  door?: Door | undefined;
  signal?: AbortSignal;
};

/**
 * Sends what is due, several messages at a time, until nothing is that nobody else sends. Rejects when the database does:
 * whoever comes next goes on with the batch that was under way.
 */
export async function sendDuePushes({ door, signal }: Options = {}): Promise<void> {
  const sender = await findSender();
  // Somebody has to give the server its key back; Settings says so.
  if (!sender) return putOff();
  const services = new PushServices();
  const work = async () => {
    while (!signal?.aborted && (await sendNext({ sender, services, door, signal })));
  };
  await Promise.all(Array.from({ length: MESSAGES }, work));
}

type Context = { sender: Sender; services: PushServices; door: Door | undefined; signal: AbortSignal | undefined };

async function sendNext(context: Context): Promise<boolean> {
  const holder = randomUUID();
  const message = await takeMessage(holder);
  if (!message) return false;
  if (secondsLeft(message) <= 0) {
    await endLate(message);
    return true;
  }
  const versions = await versionsOf(message);
  let how: Parameters<typeof releaseMessage>[2] = 'stopping';
  while (how === 'stopping' && !context.signal?.aborted) {
    const next = await listNext(message);
    const recipients = next.length > 0 ? next : await listRetries(message);
    const until = next.at(-1)?.id ?? null;
    if (recipients.length === 0) how = 'done';
    else if (!(await beginBatch(message, holder, until ?? 0n))) how = 'blocked';
    else {
      await recordBatch(message, holder, { ...(await sendBatch(recipients, message, versions, context)), until });
      message.position = until ?? message.position;
    }
  }
  await releaseMessage(message, holder, how);
  return true;
}

type Versions = { loud: DeviceMessage; silent: DeviceMessage };

/** As devices get it that have nothing of the story yet, and as it takes the place of what they have. */
async function versionsOf({ articleId, language, title, text, address, isUrgent }: OpenMessage): Promise<Versions> {
  const { look } = await findSiteSettings(language);
  const tag = tagOf(articleId);
  const icon = publicUrl() + iconAddress(look, '192', '/icon-192.png');
  const version = (isSilent: boolean): DeviceMessage => ({
    payload: payloadOf({ language, title, text, url: publicUrl() + address, icon, tag, isSilent }),
    topic: tag,
    isUrgent: isUrgent && !isSilent,
  });
  return { loud: version(false), silent: version(true) };
}

/** Sends a batch; a device whose push service cannot take it keeps no other waiting. */
async function sendBatch(
  recipients: readonly Recipient[],
  message: OpenMessage,
  versions: Versions,
  { sender, services, door }: Context,
): Promise<Omit<BatchResult, 'until'>> {
  const result = { addressed: 0, taken: 0, failed: 0, refused: 0, skipped: 0, answer: '' };
  const [gone, settled]: [bigint[], bigint[]] = [[], []];
  const later: BatchResult['later'] = [];
  const left = secondsLeft(message);

  async function sendOne(recipient: Recipient): Promise<void> {
    const { id, endpoint, isAgain } = recipient;
    if (!isAgain) result.addressed++;
    const isLoud = id > message.silentUntil;
    // What is sent late, after an outage or because it was put off, rings at night as well.
    if ((!isAgain && isAsleep(recipient, message.heardAt.getTime())) || (isLoud && isAsleep(recipient))) {
      result.skipped++;
      if (isAgain) settled.push(id);
      return;
    }
    const rest = services.restOf(endpoint);
    const version = isLoud ? versions.loud : versions.silent;
    const outcome = rest > 0 ? null : await sendToDevice(recipient, version, sender, door);
    if (outcome) services.note(endpoint, outcome);
    if (outcome && outcome.kind !== 'taken') result.answer = outcome.answer;
    if (!outcome || outcome.kind === 'later') {
      const tries = recipient.tries + (outcome ? 1 : 0);
      const wait = WAITS[Math.max(0, tries - 1)];
      const waitSeconds = Math.max(wait ?? 0, rest, outcome?.retryAfterSeconds ?? 0);
      if (wait !== undefined && waitSeconds < left) {
        later.push({ id, tries, waitSeconds });
        return;
      }
      result.failed++;
    } else if (outcome.kind === 'gone') gone.push(id);
    else result[outcome.kind]++;
    if (isAgain) settled.push(id);
  }

  const queue = recipients.values();
  const work = async () => {
    for (const recipient of queue) await sendOne(recipient);
  };
  await Promise.all(Array.from({ length: REQUESTS }, work));
  return { ...result, gone, later, settled, answer: storableText(result.answer.slice(0, 500)) };
}

/** How long anybody wants a message yet. */
function secondsLeft({ createdAt }: OpenMessage): number {
  return TTL_SECONDS - (Date.now() - createdAt.getTime()) / 1_000;
}

/** Whether a device is in its quiet hours, or was when the message came, or the one whose place it takes. */
function isAsleep(recipient: Recipient, at?: number): boolean {
  return isQuiet(quietHoursOf(recipient), recipient.timeZone, at);
}
