import { quietHoursOf } from '#newsroom/deliveries/channels/quiet-hours';
import { SITE } from '#newsroom/surrogate-keys';
import { database } from '#platform/database';
import { dependOn } from '#platform/reads';

/** What readers are told of notifications before they want any. */
export type PushOffer = {
  /** What a browser subscribes with, base64url. */
  publicKey: string;
  mostADay: number;
  quietHours: readonly [from: number, until: number] | null;
  /** Whether what is urgent is sent in these hours too. */
  urgentAlways: boolean;
};

/** What readers can subscribe to; null where there are no notifications. */
export async function findPushOffer(): Promise<PushOffer | null> {
  dependOn(SITE);
  const row = await database().pushSettings.findUnique({
    where: { id: 1 },
    select: { isOn: true, publicKey: true, mostADay: true, quietFrom: true, quietUntil: true, urgentAlways: true },
  });
  if (!row?.isOn) return null;
  const { publicKey, mostADay, urgentAlways } = row;
  return { publicKey, mostADay, quietHours: quietHoursOf(row), urgentAlways };
}
