import { recordEvent } from '#newsroom/audit/record-event';
import type { Actor } from '#newsroom/permissions/actor';
import { may } from '#newsroom/permissions/permissions';
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
): Promise<{ ok: true } | { ok: false; why: 'not-allowed' | 'bad-key' | 'reserved' | 'taken' | 'no-title' }> {
  if (!may(actor, 'settings.edit')) return { ok: false, why: 'not-allowed' };
  if (!isAddressKey(key)) return { ok: false, why: 'bad-key' };
  if (!haveTitles(texts)) return { ok: false, why: 'no-title' };
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
  return created === 1 ? { ok: true } : { ok: false, why: await findAddressKeyRefusal(key) };
}
