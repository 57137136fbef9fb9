import type { z } from 'zod';
import type { Language } from '#i18n/languages';
import { recordEvent } from '#newsroom/audit/record-event';
import { CHANNELS, type ChannelKind } from '#newsroom/deliveries/channels/channels';
import { CHANNEL_SECRET, channelConfig } from '#newsroom/deliveries/channels/config';
import { findDestinationRefusal } from '#newsroom/deliveries/destination-groups';
import { STORY_EVENTS } from '#newsroom/deliveries/story-event';
import type { Actor } from '#newsroom/permissions/actor';
import { may } from '#newsroom/permissions/permissions';
import { type Refusal, type Result, refuse } from '#newsroom/result';
import { database, type Sql, sql } from '#platform/database';
import { encrypt } from '#platform/encryption';
import { isPublicHost } from '#platform/ip-address';

/** Most channels of a site. */
const MOST = 50;

/** What a channel is told of: each story by itself. */
const EVENTS = STORY_EVENTS.filter((event) => event !== 'stories.changed');

/** What somebody says of a channel. */
export type ChannelInput = {
  name: string;
  kind: ChannelKind;
  /** Token or password; empty for the one that there is. */
  secret: string;
  languages: readonly Language[];
  /** What its kind needs, and what all have (config.ts). */
  config: Record<string, unknown>;
};

/** What is wrong, by the setting that it is about. */
const WRONG = {
  chat: 'channelChat',
  server: 'channelServer',
  name: 'channelHandle',
  longest: 'channelLongest',
  newsMinutes: 'newsMinutes',
  quietHours: 'quietHours',
} as const;

type Checked = { ok: true; config: Record<string, unknown> };

function check({ name, kind, languages, config }: ChannelInput): Checked | Refusal {
  if (name === '') return refuse('missing', 'label');
  if (languages.length === 0) return refuse('missing', 'languages');
  const [common, own] = [channelConfig, CHANNELS[kind].config as z.ZodType<object>].map((one) => one.safeParse(config));
  if (!common?.success || !own?.success) return wrong([common, own].flatMap((one) => one?.error?.issues ?? []));
  const checked: Record<string, unknown> = { ...common.data, ...own.data };
  const { server } = checked;
  if (typeof server !== 'string') return { ok: true, config: checked };
  if (!isPublicHost(server)) return refuse('invalid', 'privateAddress', { address: server });
  // A secret goes there.
  return URL.parse(server)?.protocol === 'https:' ? { ok: true, config: checked } : refuse('invalid', 'channelServer');
}

function wrong(issues: { path: PropertyKey[] }[]): Refusal {
  const [first] = issues.map(({ path }) => path[0]);
  const about = Object.entries(WRONG).find(([name]) => name === first)?.[1];
  return refuse('invalid', about ?? 'channel');
}

/**
 * A channel that is told of what happens from now on. Its secret is stored encrypted. Refused for somebody who may not,
 * where something is missing or wrong, and where there are fifty already.
 */
export async function createChannel(actor: Actor, input: ChannelInput): Promise<Result<{ id: number }>> {
  if (!may(actor, 'channel.edit')) return refuse('not-allowed', 'it');
  const checked = check(input);
  if (!checked.ok) return checked;
  const { name, kind, secret, languages } = input;
  if (secret === '') return refuse('missing', 'secret');
  const [made] = await database().$queryRaw<{ id: number }[]>`
    WITH made AS (
      INSERT INTO destination (kind, name, config, secret, repeats, events, languages, created_by_id)
      SELECT ${kind}, ${name}, ${JSON.stringify(checked.config)}::jsonb, ${encrypt(secret, CHANNEL_SECRET)},
        ${CHANNELS[kind].repeats}, ${EVENTS}::text[], ${[...languages]}::text[], ${actor.id}
      WHERE (SELECT count(*) FROM destination WHERE kind <> 'webhook') < ${MOST}
      RETURNING id, name
    ), event AS (
      ${recordEvent(actor, 'channel.created', named(sql`made`))}
    )
    SELECT id FROM made`;
  return made ? { ok: true, id: made.id } : refuse('too-many', 'channel');
}

/**
 * Changes a channel, if it is still of the version `seen`; what has failed is tried with it at once. Where it is
 * another place from now on, what stands in the former one stays there as it is: by the same numbers, the new one
 * knows posts of other stories. Refused as above.
 */
export async function changeChannel(
  actor: Actor,
  id: number,
  { seen, ...input }: ChannelInput & { seen: number },
): Promise<Result> {
  if (!may(actor, 'channel.edit')) return refuse('not-allowed', 'it');
  const checked = check(input);
  if (!checked.ok) return checked;
  const { name, kind, secret, languages } = input;
  const encrypted = secret === '' ? sql`secret` : sql`${encrypt(secret, CHANNEL_SECRET)}`;
  const changed = await database().$executeRaw`
    WITH former AS (
      SELECT id, config FROM destination WHERE id = ${id} AND kind = ${kind} AND version = ${seen}
    ), changed AS (
      UPDATE destination SET name = ${name}, config = ${JSON.stringify(checked.config)}::jsonb, secret = ${encrypted},
        languages = ${[...languages]}::text[], version = version + 1, failures = 0
      WHERE id = ${id} AND kind = ${kind} AND version = ${seen}
      RETURNING id, name, config
    ), moved AS (
      SELECT changed.id FROM changed JOIN former USING (id)
      WHERE ${placeOf(sql`changed.config`)} IS DISTINCT FROM ${placeOf(sql`former.config`)}
    ), forgotten AS (
      DELETE FROM channel_post WHERE destination_id IN (SELECT id FROM moved)
    ), ended AS (
      -- It is on its way to the former place, and what comes of it there is not to be kept.
      UPDATE delivery SET state = 'given_up', answer = 'the channel is another one now'
      WHERE destination_id IN (SELECT id FROM moved) AND state = 'sending'
    ), retried AS (
      UPDATE delivery SET next_try_at = now() WHERE destination_id IN (SELECT id FROM changed) AND state = 'failed'
    )
    ${recordEvent(actor, 'channel.changed', named(sql`changed`))}`;
  return changed === 1 ? { ok: true } : findDestinationRefusal('channel', id);
}

/** Where a channel's posts stand, of its settings: names of chats and accounts are the same in small letters. */
function placeOf(config: Sql): Sql {
  return sql`(lower(${config}->>'chat'), lower(${config}->>'server'), lower(${config}->>'name'))`;
}

function named(rows: Sql): Sql {
  return sql`SELECT id, NULL, name, '{}' FROM ${rows}`;
}
