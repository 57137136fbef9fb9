import type { DeliveriesShown } from '#newsroom/deliveries/deliveries-shown';
import type { DeliveryState } from '#newsroom/deliveries/delivery';
import { DESTINATION_GROUPS, type DestinationGroup, isOfGroup } from '#newsroom/deliveries/destination-groups';
import { OPEN } from '#newsroom/deliveries/lease';
import type { Actor } from '#newsroom/permissions/actor';
import { may } from '#newsroom/permissions/permissions';
import { database, type Sql, sql } from '#platform/database';

/** A delivery as its log shows it. */
export type ListedDelivery = {
  /** A number that is too large for JSON. */
  id: string;
  event: string;
  /** Empty for a test. */
  headline: string;
  language: string | null;
  state: DeliveryState;
  tries: number;
  createdAt: Date;
  triedAt: Date | null;
  nextTryAt: Date;
  answer: string;
};

type Page = { before?: bigint | undefined; limit: number; show?: DeliveriesShown | undefined };

const STATES: Record<DeliveriesShown, Sql> = {
  all: sql`true`,
  open: sql`x.state IN ${OPEN}`,
  failed: sql`x.state IN ('failed', 'given_up')`,
  unsettled: sql`x.state = 'maybe_sent' AND NOT d.repeats`,
};

/**
 * Deliveries to a destination, the newest first, at most `limit` of them and older than `before` (an id). `next` is
 * where the following page starts, null on the last. Nothing for somebody who may not see them.
 */
export async function listDeliveries(
  actor: Actor,
  group: DestinationGroup,
  destinationId: number,
  { before, limit, show = 'all' }: Page,
): Promise<{ deliveries: ListedDelivery[]; next: string | null }> {
  if (!may(actor, DESTINATION_GROUPS[group].act)) return { deliveries: [], next: null };
  const rows = await database().$queryRaw<ListedDelivery[]>`
    SELECT x.id::text AS id, x.event, coalesce(x.payload->>'headline', '') AS headline,
      x.payload->>'language' AS language, x.state, x.tries, x.created_at AS "createdAt", x.tried_at AS "triedAt",
      x.next_try_at AS "nextTryAt", x.answer
    FROM delivery x JOIN destination d ON d.id = x.destination_id
    WHERE x.destination_id = ${destinationId} AND ${isOfGroup(group)} AND ${STATES[show]}
      AND (${before ?? null}::bigint IS NULL OR x.id < ${before ?? null}::bigint)
    ORDER BY x.id DESC LIMIT ${limit + 1}`;
  const deliveries = rows.slice(0, limit);
  return { deliveries, next: rows.length > limit ? (deliveries.at(-1)?.id ?? null) : null };
}
