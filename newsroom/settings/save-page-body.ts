import { type ArticleBody, parseBody, storedBody } from '#blocks/body';
import { unknownBlocksMissingIn } from '#blocks/unknown-block';
import type { Language } from '#i18n/languages';
import { recordEvent } from '#newsroom/audit/record-event';
import type { Actor } from '#newsroom/permissions/actor';
import { may } from '#newsroom/permissions/permissions';
import { type Result, refuse } from '#newsroom/result';
import { database, sql } from '#platform/database';

/** What a stored body is known by: whoever saves another one says which they have read. */
export const mark = sql`md5(body::text)`;

/**
 * Gives a page about the paper another text in a language that it is written in, if the one there is still the one that
 * was read (`seen`, findPageBody). Readers have it at once; the log keeps the former one. Returns what the new one is
 * known by. Fails by value for somebody who may not, for a block that this version does not know and the page does not
 * have, and where somebody else has changed the text meanwhile or the page is gone.
 */
export async function savePageBody(
  actor: Actor,
  { key, language }: { key: string; language: Language },
  body: ArticleBody,
  seen: string,
): Promise<Result<{ seen: string }, 'not-allowed' | 'conflict' | 'unsupported'>> {
  if (!may(actor, 'settings.edit')) return refuse('not-allowed', 'it');
  const current = await database().pageText.findUnique({ where: { pageKey_language: { pageKey: key, language } } });
  if (!current) return refuse('conflict', 'pageText');
  if (unknownBlocksMissingIn(parseBody(current.body), body).length > 0) return refuse('unsupported', 'block');
  const [saved] = await database().$queryRaw<{ seen: string }[]>`
    WITH held AS MATERIALIZED (
      -- The page first and then its texts, as everybody who changes both.
      SELECT key FROM page WHERE key = ${key} FOR UPDATE
    ), former AS MATERIALIZED (
      SELECT page_key, language, body FROM page_text
      WHERE page_key IN (SELECT key FROM held) AND language = ${language} AND ${mark} = ${seen} FOR UPDATE
    ), text AS (
      UPDATE page_text p SET body = ${JSON.stringify(storedBody(body))}::jsonb FROM former
      WHERE p.page_key = former.page_key AND p.language = former.language
      RETURNING p.page_key, p.language, p.title, p.body, former.body AS former
    ), page AS (
      UPDATE page SET changed_at = greatest(now(), changed_at + interval '1 millisecond')
      FROM text WHERE page.key = text.page_key
    ), line AS (
      ${recordEvent(
        actor,
        'page.textChanged',
        sql`SELECT page_key, language, title, jsonb_build_object('body', former) FROM text`,
      )}
    )
    SELECT ${mark} AS seen FROM text`;
  return saved ? { ok: true, ...saved } : refuse('conflict', 'pageText');
}
