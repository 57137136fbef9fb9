import { z } from 'zod';
import { recordEvent } from '#newsroom/audit/record-event';
import { quietHours } from '#newsroom/deliveries/channels/quiet-hours';
import type { Actor } from '#newsroom/permissions/actor';
import { may } from '#newsroom/permissions/permissions';
import { stopAll } from '#newsroom/push/latest-message';
import { makeKeys } from '#newsroom/push/vapid';
import { type Result, refuse } from '#newsroom/result';
import { database, sql } from '#platform/database';

/** What somebody says of notifications. `seen` is the version that was changed, 0 for none. */
export type PushSettingsInput = {
  isOn: boolean;
  contact: string;
  mostADay: number;
  quietHours: readonly [from: number, until: number] | null;
  urgentAlways: boolean;
  seen: number;
};

const contact = z.union([
  z.string().regex(/^mailto:[^\s@]+@[^\s@]+\.[^\s@]+$/),
  z.url({ protocol: /^https$/, hostname: z.regexes.domain }),
]);
const mostADay = z.number().int().min(1).max(50);

/**
 * Sets up notifications, or changes how they are, if they are still of the version `seen`. The keys are made the first
 * time and never changed by this. Turning them off stops what is being sent; subscriptions stay. Refused for somebody who
 * may not, and for values that cannot be.
 */
export async function savePushSettings(actor: Actor, input: PushSettingsInput): Promise<Result> {
  if (!may(actor, 'push.edit')) return refuse('not-allowed', 'it');
  const { isOn, urgentAlways, seen } = input;
  if (!contact.safeParse(input.contact).success || input.contact.length > 200) return refuse('invalid', 'pushContact');
  if (!mostADay.safeParse(input.mostADay).success) return refuse('invalid', 'mostADay');
  if (input.quietHours && !quietHours.safeParse(input.quietHours).success) return refuse('invalid', 'quietHours');
  const [from, until] = input.quietHours ?? [null, null];
  const { publicKey, privateKey } = makeKeys();
  const saved = await database().$executeRaw`
    WITH made AS (
      INSERT INTO push_settings (is_on, public_key, private_key, contact, most_a_day, quiet_from, quiet_until, urgent_always)
      SELECT ${isOn}, ${publicKey}, ${privateKey}, ${input.contact}, ${input.mostADay}::int, ${from}::int, ${until}::int,
        ${urgentAlways}
      WHERE ${seen}::int = 0
      ON CONFLICT (id) DO NOTHING
      RETURNING id
    ), changed AS (
      UPDATE push_settings SET is_on = ${isOn}, contact = ${input.contact}, most_a_day = ${input.mostADay}::int,
        quiet_from = ${from}::int, quiet_until = ${until}::int, urgent_always = ${urgentAlways}, version = version + 1,
        changed_at = now()
      WHERE version = ${seen}::int
      RETURNING id
    ), saved AS (
      SELECT id FROM made UNION ALL SELECT id FROM changed
    ), ${stopAll(sql`NOT ${isOn} AND EXISTS (SELECT FROM saved)`)}
    ${recordEvent(actor, 'settings.pushChanged', sql`SELECT id, NULL, '', '{}' FROM saved`)}`;
  return saved === 1 ? { ok: true } : refuse('conflict', 'it');
}

/**
 * Makes new keys, where the private one cannot be read any more or somebody else has it. Every subscription is for the
 * former ones and ends. Refused for somebody who may not, and where nothing is set up.
 */
export async function renewPushKeys(actor: Actor): Promise<Result> {
  if (!may(actor, 'push.edit')) return refuse('not-allowed', 'it');
  const { publicKey, privateKey } = makeKeys();
  const renewed = await database().$executeRaw`
    WITH renewed AS (
      UPDATE push_settings SET public_key = ${publicKey}, private_key = ${privateKey}, version = version + 1,
        changed_at = now()
      RETURNING id
    ), ${stopAll(sql`EXISTS (SELECT FROM renewed)`)}
    ${recordEvent(actor, 'settings.pushKeysRenewed', sql`SELECT id, NULL, '', '{}' FROM renewed`)}`;
  if (renewed !== 1) return refuse('not-found', 'push');
  while ((await forgetFormer()) === STEP);
  return { ok: true };
}

/** Rows that one statement deletes at most. */
const STEP = 5_000;

/** Subscriptions of before the keys were made; those that come meanwhile are for the new ones. */
function forgetFormer(): Promise<number> {
  return database().$executeRaw`
    DELETE FROM push_subscription WHERE ctid = ANY (ARRAY(
      SELECT ctid FROM push_subscription
      WHERE renewed_at < (SELECT changed_at FROM push_settings) ORDER BY renewed_at LIMIT ${STEP}::int
    ))`;
}
