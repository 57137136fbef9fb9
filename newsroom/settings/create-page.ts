import { recordEvent } from '#newsroom/audit/record-event';
import type { Actor } from '#newsroom/permissions/actor';
import { may } from '#newsroom/permissions/permissions';
import { type Result, refuse } from '#newsroom/result';
import { isAddressKey } from '#newsroom/settings/address-key';
import { claimAddressKey, findAddressKeyRefusal } from '#newsroom/settings/claim-address-key';
import { type PageTexts, pageTitle } from '#newsroom/settings/page';
import { haveTitles, pageTextRows } from '#newsroom/settings/page-text-rows';
import { database, sql } from '#platform/database';

/**
 * A new page about the paper, last in the footer, with its titles and descriptions; readers have it in a language once
 * it has a text there. Fails by value for somebody who may not, for a key that is none, that the site needs itself or
 * that another page or a section has, and for a text without a title.
 */
export async function createPage(
  actor: Actor,
  key: string,
  texts: PageTexts,
): Promise<Result<object, 'not-allowed' | 'invalid' | 'missing' | 'already-taken'>> {
  if (!may(actor, 'settings.edit')) return refuse('not-allowed', 'it');
  if (!isAddressKey(key)) return refuse('invalid', 'slug');
  if (!haveTitles(texts)) return refuse('missing', 'title');
  const created = await database().$executeRaw`
    WITH claimed AS (
      ${claimAddressKey(key, 'page')}
    ), created AS (
      INSERT INTO page (key, position) SELECT key, coalesce((SELECT max(position) + 1 FROM page), 0) FROM claimed
      RETURNING key
    ), texts AS (
      INSERT INTO page_text (page_key, language, title, description, body)
      SELECT created.key, w.language, w.title, w.description, '[]' FROM created, ${pageTextRows(texts)} AS w
    )
    ${recordEvent(
      actor,
      'page.created',
      sql`SELECT key, NULL, ${pageTitle({ key, texts }, actor.language)}::text, '{}' FROM created`,
    )}`;
  return created === 1 ? { ok: true } : findAddressKeyRefusal(key);
}
