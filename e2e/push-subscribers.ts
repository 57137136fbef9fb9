import { createHash } from 'node:crypto';
import type { Language } from '#i18n/languages';
import type { Device } from '#newsroom/push/send-to-device';
import { database } from '#platform/database';

/** Writes many subscriptions at once, as if these devices had subscribed one after the other. */
export async function addSubscribers(devices: readonly Device[], language: Language = 'en'): Promise<void> {
  await database().pushSubscription.createMany({
    data: devices.map((device) => ({
      ...device,
      endpointHash: createHash('sha256').update(device.endpoint).digest(),
      language,
      sections: [],
    })),
  });
}
