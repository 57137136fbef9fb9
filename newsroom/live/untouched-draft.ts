import { storedBody } from '#blocks/body';
import { recordSystemEvent } from '#newsroom/audit/record-event';
import type { EntryText } from '#newsroom/live/entry';
import { type Prisma, sql } from '#platform/database';

/**
 * Whether nobody at the desk has done anything with a draft since a version of its text was written. Until the
 * transaction ends nobody can: saving and publishing wait.
 */
export async function isUntouched(
  transaction: Prisma.TransactionClient,
  entryId: number,
  version: number,
): Promise<boolean> {
  // Blog, then entry, as publishing takes them; the statement after them sees what was done until then.
  await transaction.$executeRaw`
    SELECT FROM live_blog WHERE story_id = (SELECT story_id FROM live_entry WHERE id = ${entryId}) FOR NO KEY UPDATE`;
  await transaction.$executeRaw`SELECT FROM live_entry WHERE id = ${entryId} FOR UPDATE`;
  const [found] = await transaction.$queryRaw<{ id: number }[]>`
    SELECT e.id FROM live_entry e JOIN live_entry_text t ON t.entry_id = e.id
    WHERE e.id = ${entryId} AND e.shown_at IS NULL AND e.author_id IS NULL AND e.own_story_id IS NULL
      AND (e.held_until IS NULL OR e.held_until < now())
    GROUP BY e.id HAVING array_agg(t.version) = ARRAY[${version}::int] AND bool_and(t.state = 'draft')`;
  return found !== undefined;
}

/** Puts another text into such a draft; the version that it has now. */
export async function replaceUntouched(
  transaction: Prisma.TransactionClient,
  entryId: number,
  { title, body }: EntryText,
): Promise<number> {
  const [text] = await transaction.$queryRaw<{ version: number }[]>`
    UPDATE live_entry_text SET version = version + 1, title = ${title},
      body = ${JSON.stringify(storedBody(body))}::jsonb, changed_at = now()
    WHERE entry_id = ${entryId} RETURNING version`;
  if (!text) throw new Error(`the draft ${entryId} has no text`);
  return text.version;
}

/** Deletes such a draft, since `agency` has taken back what it was made from. The event keeps what was written. */
export async function removeUntouched(
  transaction: Prisma.TransactionClient,
  entryId: number,
  agency: string,
): Promise<void> {
  await transaction.$executeRaw`
    WITH removed AS (
      DELETE FROM live_entry WHERE id = ${entryId} RETURNING id, story_id
    )
    ${recordSystemEvent(
      'live.wireDraftRemoved',
      // The text is still there for this statement, which began before it went.
      sql`SELECT r.story_id, t.language, t.title, jsonb_build_object('agency', ${agency}::text, 'body', t.body)
        FROM removed r JOIN live_entry_text t ON t.entry_id = r.id`,
    )}`;
}
