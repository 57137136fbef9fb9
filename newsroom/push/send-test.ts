import { frontAddress } from '#i18n/addresses';
import type { Language } from '#i18n/languages';
import type { Actor } from '#newsroom/permissions/actor';
import { may } from '#newsroom/permissions/permissions';
import { payloadOf } from '#newsroom/push/push-message';
import { type Device, type DeviceOutcome, sendToDevice } from '#newsroom/push/send-to-device';
import { isDevice } from '#newsroom/push/subscribe';
import { findSender } from '#newsroom/push/vapid';
import { type Result, refuse } from '#newsroom/result';
import { findSiteSettings } from '#newsroom/settings/find-site-settings';
import { iconAddress } from '#newsroom/settings/look';
import { publicUrl } from '#platform/env';
import type { Door } from '#platform/http-client';

const TAG = 'test';

/**
 * Sends a test that says `text` to a browser, of which nothing is kept, and returns what came of it. Refused for somebody who may not,
 * where nothing is set up or its key cannot be read, and for what no browser has made.
 */
export async function sendTestPush(
  actor: Actor,
  device: Device,
  text: string,
  door?: Door,
): Promise<Result<{ outcome: DeviceOutcome }>> {
  if (!may(actor, 'push.edit')) return refuse('not-allowed', 'it');
  const sender = await findSender();
  if (!sender) return refuse('not-found', 'push');
  if (!isDevice(device)) return refuse('invalid', 'pushDevice');
  const payload = await testPayload(actor.language, text);
  return { ok: true, outcome: await sendToDevice(device, { payload, isUrgent: true, topic: TAG }, sender, door) };
}

async function testPayload(language: Language, text: string): Promise<string> {
  const { name, look } = await findSiteSettings(language);
  const icon = publicUrl() + iconAddress(look, '192', '/icon-192.png');
  const url = publicUrl() + frontAddress(language);
  return payloadOf({ language, title: name, text, url, icon, tag: TAG, isSilent: false });
}
