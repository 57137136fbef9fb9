import type { Change } from '#newsroom/syndication/change';
import { listChanges } from '#newsroom/syndication/list-changes';
import { database } from '#platform/database';
import type { PostResult } from '#platform/http-client';

/** Whoever tells a listener has so long for it; then another process may, seconds. */
const TURN = 120;
/** The first wait after a failure, doubled with each further one, and the longest, seconds. */
const FIRST_WAIT = 30;
const LONGEST_WAIT = 3_600;

/**
 * Tells a listener outside what has changed since it was last told, once: of several processes that try at a time one
 * has the turn. What it could not be told it is told later, together with what has come since: after half a minute,
 * then twice as long each time up to an hour, or when it asks to. One that is new is told from now on.
 *
 * Answers what came of it, or undefined when there was nothing to do.
 */
export async function deliverPending(
  channel: string,
  tell: (changes: Change[]) => Promise<PostResult>,
): Promise<PostResult | undefined> {
  const turn = await takeTurn(channel);
  if (!turn) return undefined;
  const { changes, position } = await listChanges(turn.position ?? (await listChanges(null)).position);
  const told = new Set(turn.told.map(String));
  // A new one has missed all there is; a transaction that is still open keeps old entries among them.
  const news = turn.position === null ? [] : changes.filter(({ id }) => !told.has(id));
  const heard = news.length > 0 ? await tell(news) : undefined;
  if (heard?.ok === false) {
    const wait = Math.max(heard.retryAfterSeconds ?? 0, Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** turn.failures));
    await database().$executeRaw`
      UPDATE outside_listener
      SET failures = failures + 1, due_at = now() + make_interval(secs => ${Math.min(wait, 86_400)}::int)
      WHERE channel = ${channel}`;
    return heard;
  }
  await database().$executeRaw`
    UPDATE outside_listener
    SET position = ${position}, told = ${changes.map(({ id }) => id)}::text[]::bigint[], failures = 0, due_at = now()
    WHERE channel = ${channel}`;
  return heard;
}

async function takeTurn(
  channel: string,
): Promise<{ position: string | null; told: bigint[]; failures: number } | undefined> {
  const [turn] = await database().$queryRaw<{ position: string | null; told: bigint[]; failures: number }[]>`
    INSERT INTO outside_listener AS listener (channel, due_at)
    VALUES (${channel}, now() + make_interval(secs => ${TURN}::int))
    ON CONFLICT (channel) DO UPDATE SET due_at = excluded.due_at WHERE listener.due_at <= now()
    RETURNING position, told, failures`;
  return turn;
}
