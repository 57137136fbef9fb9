import { recordSystemEvent } from '#newsroom/audit/record-event';
import { type Prisma, sql } from '#platform/database';

/**
 * Unschedules every article of each story that was made from an item, whose agency has just taken it back: the clock is
 * not to publish what nobody has looked at since. The text stays; somebody may schedule it again. In the transaction that
 * takes in the kill.
 */
export async function unscheduleTakenBack(transaction: Prisma.TransactionClient, itemId: number): Promise<void> {
  const articles = sql`
    SELECT a.id FROM wire_use u JOIN article used ON used.id = u.article_id JOIN article a ON a.story_id = used.story_id
    WHERE u.item_id = ${itemId}`;
  // Taken in hand by a statement of its own: the next one sees who has scheduled until then, and nobody can after it.
  await transaction.$executeRaw`
    SELECT FROM working_copy WHERE article_id IN (${articles}) ORDER BY article_id FOR UPDATE`;
  await transaction.$executeRaw`
    WITH due AS MATERIALIZED (
      SELECT id, published_at FROM article WHERE id IN (${articles}) AND state = 'scheduled'
    ), unscheduled AS (
      UPDATE article a SET state = 'draft', published_at = NULL FROM due WHERE a.id = due.id
      RETURNING a.id, a.language, a.headline, due.published_at AS at
    ), settled AS (
      UPDATE working_copy SET published_version = 0, changed_at = now()
      WHERE article_id IN (SELECT id FROM unscheduled)
    )
    ${recordSystemEvent(
      'article.wireUnscheduled',
      sql`SELECT u.id, u.language, u.headline, jsonb_build_object('agency', i.agency, 'at', u.at)
        FROM unscheduled u JOIN wire_item i ON i.id = ${itemId}`,
    )}`;
}
