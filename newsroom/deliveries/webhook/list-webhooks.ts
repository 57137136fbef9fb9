import type { Actor } from '#newsroom/permissions/actor';
import { may } from '#newsroom/permissions/permissions';
import { database, type Sql, sql } from '#platform/database';

/** A webhook as the newsroom shows it. */
export type ListedWebhook = {
  id: number;
  name: string;
  url: string;
  /** Names of STORY_EVENTS, or ones that this version does not know. */
  events: string[];
  /** Empty for all. */
  languages: string[];
  state: 'on' | 'off' | 'gone';
  version: number;
  createdAt: Date;
  createdBy: string;
  /** Until when messages are signed with the former secret too. */
  formerSecretUntil: Date | null;
  /** How many deliveries are still to be made. */
  open: number;
  /** Times in a row that it could not be reached. */
  failures: number;
};

/** All webhooks, by name; nothing for somebody who may not see them. There are fifty at most. */
export async function listWebhooks(actor: Actor): Promise<ListedWebhook[]> {
  return may(actor, 'webhook.edit') ? select(sql`true`) : [];
}

/** One of them; null where there is none, or for somebody who may not see it. */
export async function findWebhook(actor: Actor, id: number): Promise<ListedWebhook | null> {
  if (!may(actor, 'webhook.edit')) return null;
  const [found = null] = await select(sql`d.id = ${id}`);
  return found;
}

/** More deliveries than so many are not counted. */
const COUNTED = 1_000;

function select(condition: Sql): Promise<ListedWebhook[]> {
  return database().$queryRaw<ListedWebhook[]>`
    SELECT d.id, d.name, d.config->>'url' AS url, d.events, d.languages, d.state, d.version,
      d.created_at AS "createdAt", coalesce(actor_name(d.created_by_id), '') AS "createdBy", d.failures,
      CASE WHEN d.former_secret_until > now() THEN d.former_secret_until END AS "formerSecretUntil",
      (SELECT count(*)::int FROM (
        SELECT FROM delivery x
        WHERE x.destination_id = d.id AND x.state IN ('waiting', 'sending', 'maybe_sent', 'failed') LIMIT ${COUNTED}
      ) AS counted) AS open
    FROM destination d WHERE d.kind = 'webhook' AND ${condition}
    ORDER BY lower(d.name), d.id`;
}
