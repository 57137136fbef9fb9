import type { Language } from '#i18n/languages';
import { recordEvent } from '#newsroom/audit/record-event';
import type { Actor } from '#newsroom/permissions/actor';
import { may } from '#newsroom/permissions/permissions';
import { type Result, refuse } from '#newsroom/result';
import { database, sql } from '#platform/database';

/** What somebody is called, and what the newsroom speaks to them. Fails by value for somebody who may not. */
export async function saveOwnAccount(
  actor: Actor,
  { name, language }: { name: string; language: Language },
): Promise<Result> {
  if (!may(actor, 'account.edit')) return refuse('not-allowed', 'it');
  await database().$executeRaw`
    WITH changed AS (
      UPDATE staff SET name = ${name}, language = ${language}, updated_at = now() WHERE id = ${actor.id}
      RETURNING id, name, language
    )
    ${recordEvent(
      actor,
      'account.changed',
      sql`SELECT id, NULL, name, jsonb_build_object('formerName', ${actor.name}::text, 'language', language)
        FROM changed`,
    )}`;
  return { ok: true };
}
