import type { Language } from '#i18n/languages';
import { recordEvent } from '#newsroom/audit/record-event';
import { findDestinationRefusal } from '#newsroom/deliveries/destination-groups';
import type { StoryEvent } from '#newsroom/deliveries/story-event';
import { isWebhookUrl } from '#newsroom/deliveries/webhook/config';
import { newSecret, SECRET_PURPOSE } from '#newsroom/deliveries/webhook/signature';
import type { Actor } from '#newsroom/permissions/actor';
import { may } from '#newsroom/permissions/permissions';
import { type Refusal, type Result, refuse } from '#newsroom/result';
import { database, sql } from '#platform/database';
import { encrypt } from '#platform/encryption';

/** Most webhooks of a site. */
const MOST = 50;

/** What somebody says of a webhook. Without languages it is told of all. */
export type WebhookInput = {
  name: string;
  url: string;
  events: readonly StoryEvent[];
  languages: readonly Language[];
};

function problemOf({ name, url, events }: WebhookInput): Refusal | null {
  if (name === '') return refuse('missing', 'label');
  if (!isWebhookUrl(url)) return refuse('invalid', 'webhookUrl');
  return events.length === 0 ? refuse('missing', 'event') : null;
}

/**
 * A webhook that is told of what happens from now on. Returns the secret that its messages are signed with, which is
 * stored encrypted. Refused for somebody who may not, without a name or an event, for an address that is not HTTPS on
 * the internet, and where there are fifty already.
 */
export async function createWebhook(
  actor: Actor,
  input: WebhookInput,
): Promise<Result<{ id: number; secret: string }>> {
  if (!may(actor, 'webhook.edit')) return refuse('not-allowed', 'it');
  const problem = problemOf(input);
  if (problem) return problem;
  const { name, url, events, languages } = input;
  const secret = newSecret();
  const [made] = await database().$queryRaw<{ id: number }[]>`
    WITH made AS (
      INSERT INTO destination (kind, name, config, secret, events, languages, created_by_id)
      SELECT 'webhook', ${name}, jsonb_build_object('url', ${url}::text), ${encrypt(secret, SECRET_PURPOSE)},
        ${[...events]}::text[], ${[...languages]}::text[], ${actor.id}
      WHERE (SELECT count(*) FROM destination WHERE kind = 'webhook') < ${MOST}
      RETURNING id, name
    ), event AS (
      ${recordEvent(actor, 'webhook.created', sql`SELECT id, NULL, name, '{}' FROM made`)}
    )
    SELECT id FROM made`;
  return made ? { ok: true, id: made.id, secret } : refuse('too-many', 'webhook');
}

/** Changes a webhook, if it is still of the version `seen`. What waits goes to the new address. Refused as above. */
export async function changeWebhook(
  actor: Actor,
  id: number,
  { seen, ...input }: WebhookInput & { seen: number },
): Promise<Result> {
  if (!may(actor, 'webhook.edit')) return refuse('not-allowed', 'it');
  const problem = problemOf(input);
  if (problem) return problem;
  const { name, url, events, languages } = input;
  const changed = await database().$executeRaw`
    WITH changed AS (
      UPDATE destination SET name = ${name}, config = config || jsonb_build_object('url', ${url}::text),
        events = ${[...events]}::text[], languages = ${[...languages]}::text[], version = version + 1
      WHERE id = ${id} AND kind = 'webhook' AND version = ${seen}
      RETURNING id, name
    )
    ${recordEvent(actor, 'webhook.changed', sql`SELECT id, NULL, name, '{}' FROM changed`)}`;
  return changed === 1 ? { ok: true } : findDestinationRefusal('webhook', id);
}
