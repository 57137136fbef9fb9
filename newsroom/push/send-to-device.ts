import webPush from 'web-push';
import { TTL_SECONDS } from '#newsroom/push/push-message';
import { authorizationFor, type Sender } from '#newsroom/push/vapid';
import { type Door, sendToInternet } from '#platform/http-client';

/** A browser's address at its push service, and what messages to it are encrypted with (base64url). */
export type Device = { endpoint: string; p256dh: string; auth: string };

export type DeviceMessage = {
  payload: string;
  isUrgent: boolean;
  /** A message that its push service still has is replaced by the next one with the same topic (RFC 8030, 5.4). */
  topic: string;
};

/**
 * What came of it. `taken`: its push service has it. `gone`: the device is no more. `refused`: something is wrong with
 * what was sent. `later`: its push service cannot take it now, or could not be reached.
 */
export type DeviceOutcome =
  | { kind: 'taken' }
  | { kind: 'gone' | 'refused'; answer: string }
  | { kind: 'later'; answer: string; retryAfterSeconds: number; isSilent: boolean };

/** Push services answer within a tenth of this, milliseconds. */
const TIMEOUT_MS = 5_000;

/** Sends a message to a device, encrypted for it (RFC 8291), over HTTPS; never throws for what the other side does. */
export async function sendToDevice(
  device: Device,
  { payload, isUrgent, topic }: DeviceMessage,
  sender: Sender,
  door?: Door,
): Promise<DeviceOutcome> {
  const made = encrypted(device, payload, { isUrgent, topic });
  // Nothing can be encrypted for it.
  if (!made) return { kind: 'gone', answer: 'its keys are none' };
  const sent = await sendToInternet(device.endpoint, {
    headers: { ...made.headers, authorization: authorizationFor(device.endpoint, sender) },
    body: made.body,
    timeoutMs: TIMEOUT_MS,
    door,
  });
  if (!sent.ok) return { kind: 'later', answer: sent.why, retryAfterSeconds: 0, isSilent: true };
  const { status, words, retryAfterSeconds = 0 } = sent;
  if (status >= 200 && status < 300) return { kind: 'taken' };
  const answer = `${new URL(device.endpoint).host}: ${status} ${words}`.trim();
  if (status === 404 || status === 410) return { kind: 'gone', answer };
  if (status === 429 || status >= 500) return { kind: 'later', answer, retryAfterSeconds, isSilent: false };
  return { kind: 'refused', answer };
}

function encrypted({ endpoint, p256dh, auth }: Device, payload: string, how: { isUrgent: boolean; topic: string }) {
  try {
    const { headers, body } = webPush.generateRequestDetails({ endpoint, keys: { p256dh, auth } }, payload, {
      TTL: TTL_SECONDS,
      urgency: how.isUrgent ? 'high' : 'normal',
      topic: how.topic,
      contentEncoding: 'aes128gcm',
    });
    // How long it is, is written by whoever sends it.
    const named = Object.entries(headers as Record<string, string | number>).flatMap(([name, value]) =>
      name === 'Content-Length' ? [] : [[name.toLowerCase(), String(value)] as const],
    );
    return { headers: Object.fromEntries(named), body: body as Uint8Array };
  } catch {
    return undefined;
  }
}
