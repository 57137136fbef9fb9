import { quietHoursOf } from '#newsroom/deliveries/channels/quiet-hours';
import type { Actor } from '#newsroom/permissions/actor';
import { may } from '#newsroom/permissions/permissions';
import { isReadable } from '#newsroom/push/vapid';
import { database } from '#platform/database';

/** What the newsroom shows of notifications, without the private key. */
export type PushSettings = {
  isOn: boolean;
  publicKey: string;
  contact: string;
  mostADay: number;
  quietHours: readonly [from: number, until: number] | null;
  urgentAlways: boolean;
  version: number;
  /** Whether the private key can be read here. */
  isReadable: boolean;
  /** Devices by language. */
  devices: { language: string; count: number }[];
};

/** As they are set; null before anybody has, and for somebody who may not see them. */
export async function findPushSettings(actor: Actor): Promise<PushSettings | null> {
  if (!may(actor, 'push.edit')) return null;
  const row = await database().pushSettings.findUnique({ where: { id: 1 } });
  if (!row) return null;
  const { isOn, publicKey, privateKey, contact, mostADay, urgentAlways, version } = row;
  const devices = await database().$queryRaw<PushSettings['devices']>`
    SELECT language, count(*)::int AS count FROM push_subscription GROUP BY language ORDER BY count DESC, language`;
  return {
    ...{ isOn, publicKey, contact, mostADay, urgentAlways, version, devices },
    quietHours: quietHoursOf(row),
    isReadable: isReadable(privateKey),
  };
}
