import { sourceLine } from '#i18n/source-line';
import { recordEvent } from '#newsroom/audit/record-event';
import { createArticle } from '#newsroom/editing/create-article';
import { isSlugTaken, saveText } from '#newsroom/editing/save-text';
import type { Actor } from '#newsroom/permissions/actor';
import { may } from '#newsroom/permissions/permissions';
import { type Refusal, type Result, refuse } from '#newsroom/result';
import { draftText } from '#newsroom/wire/draft-text';
import { findWireItem } from '#newsroom/wire/find-wire-item';
import { now } from '#platform/clock';
import { database, type Prisma, sql } from '#platform/database';

/** How often a draft is begun anew because others of the same headline are made at the same moment. */
const ATTEMPTS = 6;

/**
 * Makes a draft of an item in the item's language: headline, standfirst, text, source line and link; an embargo of the
 * agency's is the article's. The draft remembers the item. All of it is there, or nothing. Fails by value
 * for somebody who may not, for an item that is gone, and for one that the agency has taken back.
 */
export async function draftFromWire(
  actor: Actor,
  { itemId, section }: { itemId: number; section: string },
): Promise<Result<{ articleId: number }>> {
  if (!may(actor, 'wire.read') || !may(actor, 'article.create')) return refuse('not-allowed', 'it');
  const item = await findWireItem(itemId);
  if (!item) return refuse('not-found', 'wireItem');
  if (item.status !== 'usable') return refuse('wrong-state', 'wireItem');
  const embargoUntil = item.embargoUntil && item.embargoUntil > now() ? item.embargoUntil : null;
  const { credit, link, language } = item;
  const text = draftText(item, { credit, link, sourceLine: await sourceLine(language, credit) });
  const make = () =>
    database().$transaction(async (transaction) => {
      const created = await createArticle(actor, { language, section, embargoUntil }, transaction);
      if (!created.ok) return created;
      const { articleId } = created;
      await remember(transaction, actor, articleId, item);
      const saved = await saveText(actor, articleId, { text, base: 1, isExplicit: true }, transaction);
      if (!saved.ok) throw new NotSaved(saved);
      return { ok: true as const, articleId };
    });
  for (let attempt = 1; ; attempt++) {
    try {
      return await make();
    } catch (error) {
      if (error instanceof NotSaved) return error.refusal;
      // A slug that another article takes at the same moment ends a transaction; the next one finds another.
      if (attempt === ATTEMPTS || !isSlugTaken(error)) throw error;
    }
  }
}

/** Ends the transaction. */
class NotSaved extends Error {
  readonly refusal: Refusal;

  constructor(refusal: Refusal) {
    super(refusal.why);
    this.refusal = refusal;
  }
}

async function remember(
  transaction: Prisma.TransactionClient,
  actor: Actor,
  articleId: number,
  item: { id: number; version: number },
): Promise<void> {
  await transaction.$executeRaw`
    WITH used AS (
      INSERT INTO wire_use (item_id, article_id, used_version, seen_version, used_by_id, used_by_name)
      SELECT id, ${articleId}, ${item.version}, ${item.version}, ${actor.id}, ${actor.name}
      FROM wire_item WHERE id = ${item.id}
      RETURNING item_id
    )
    ${recordEvent(
      actor,
      'article.madeFromWire',
      sql`SELECT a.id, a.language, i.headline, jsonb_build_object('agency', i.agency)
        FROM used u JOIN wire_item i ON i.id = u.item_id JOIN article a ON a.id = ${articleId}`,
    )}`;
}
