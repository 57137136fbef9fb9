import { storedBody } from '#blocks/body';
import type { Language } from '#i18n/languages';
import type { EntryText } from '#newsroom/live/entry';
import { isOpenIn } from '#newsroom/live/is-open';
import { type Prisma, sql } from '#platform/database';

/**
 * Adds an entry to a live blog as a draft that nobody is writing; its id. Undefined where the live blog does not go on, or
 * readers of the language do not have it: it cannot be closed before the transaction ends. `createdById` is null for a
 * draft that nobody has made.
 */
export async function addDraft(
  transaction: Prisma.TransactionClient,
  {
    storyId,
    language,
    text,
    createdById,
  }: { storyId: number; language: Language; text: EntryText; createdById: string | null },
): Promise<number | undefined> {
  const [entry] = await transaction.$queryRaw<{ id: number }[]>`
    WITH blog AS MATERIALIZED (
      SELECT b.story_id FROM live_blog b WHERE b.story_id = ${storyId} AND ${isOpenIn(sql`${language}`)} FOR SHARE OF b
    ), entry AS (
      INSERT INTO live_entry (story_id, token, created_by_id)
      SELECT story_id, gen_random_uuid()::text, ${createdById} FROM blog
      RETURNING id, story_id
    ), written AS (
      INSERT INTO live_entry_text (entry_id, language, story_id, title, body, changed_by_id)
      SELECT id, ${language}, story_id, ${text.title}, ${JSON.stringify(storedBody(text.body))}::jsonb, ${createdById}
      FROM entry
    )
    SELECT id FROM entry`;
  return entry?.id;
}
