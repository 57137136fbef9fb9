import { database } from '#platform/database';

/** Longest that a request is answered, seconds: one that has not ended by then never will. */
const ANSWERED_WITHIN = 60;

export type StoredAnswer = { status: number; headers: Record<string, string>; body: string };

type Begun =
  | { kind: 'new' }
  /** The same request has been answered so. */
  | { kind: 'answered'; answer: StoredAnswer }
  /** It is being answered. */
  | { kind: 'under-way' }
  /** It was begun and has ended without an answer: nobody knows what has come of it. */
  | { kind: 'unknown' }
  /** Another request had the key. */
  | { kind: 'other' };

type Row = StoredAnswer & { isSame: boolean; isLate: boolean };

/**
 * Begins a request that a token sends under a key, once: of two that come at a time one is new. `fingerprint` tells
 * whether it is the same request.
 */
export async function beginRequest(tokenId: string, key: string, fingerprint: Uint8Array<ArrayBuffer>): Promise<Begun> {
  const begun = await database().$executeRaw`
    INSERT INTO idempotent_request (token_id, key, fingerprint) VALUES (${tokenId}, ${key}, ${fingerprint})
    ON CONFLICT DO NOTHING`;
  if (begun === 1) return { kind: 'new' };
  const [row] = await database().$queryRaw<(Row & { status: number | null })[]>`
    SELECT status, headers, body, fingerprint = ${fingerprint} AS "isSame",
      begun_at < now() - make_interval(secs => ${ANSWERED_WITHIN}::int) AS "isLate"
    FROM idempotent_request WHERE token_id = ${tokenId} AND key = ${key}`;
  // The first one has just been refused.
  if (!row) return beginRequest(tokenId, key, fingerprint);
  const { status, headers, body, isSame, isLate } = row;
  if (!isSame) return { kind: 'other' };
  if (status === null) return { kind: isLate ? 'unknown' : 'under-way' };
  return { kind: 'answered', answer: { status, headers, body } };
}

/** Keeps the answer of a request that was done. */
export async function keepAnswer(tokenId: string, key: string, { status, headers, body }: StoredAnswer): Promise<void> {
  await database().$executeRaw`
    UPDATE idempotent_request SET status = ${status}, headers = ${JSON.stringify(headers)}::jsonb, body = ${body}
    WHERE token_id = ${tokenId} AND key = ${key}`;
}

/** Forgets a request that was refused: nothing has come of it, and it may be sent again. */
export async function forgetRequest(tokenId: string, key: string): Promise<void> {
  await database().$executeRaw`
    DELETE FROM idempotent_request WHERE token_id = ${tokenId} AND key = ${key} AND status IS NULL`;
}

/** Deletes what was begun more than a day ago, at most `limit` rows. Returns how many went. */
export function deleteOldRequests(limit: number): Promise<number> {
  return database().$executeRaw`
    DELETE FROM idempotent_request WHERE ctid = ANY (ARRAY(
      SELECT ctid FROM idempotent_request WHERE begun_at < now() - interval '1 day'
      ORDER BY begun_at LIMIT ${limit} FOR UPDATE SKIP LOCKED
    ))`;
}
