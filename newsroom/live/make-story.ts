import { parseBody } from '#blocks/body';
import type { Language } from '#i18n/languages';
import { recordEvent } from '#newsroom/audit/record-event';
import { createArticle } from '#newsroom/editing/create-article';
import { saveText } from '#newsroom/editing/save-text';
import { entryName } from '#newsroom/live/entry';
import type { Actor } from '#newsroom/permissions/actor';
import { may } from '#newsroom/permissions/permissions';
import { type Result, refuse } from '#newsroom/result';
import { database, sql } from '#platform/database';

/**
 * Makes a draft of its own of what is written of an entry in a language: in the section of the live blog, linked both
 * ways. An entry becomes one story: asked again it gives that one's article in the language, which may have to be made
 * there as a translation (null).
 */
export async function makeStory(
  actor: Actor,
  entryId: number,
  language: Language,
): Promise<Result<{ articleId: number | null }>> {
  if (!may(actor, 'live.publish') || !may(actor, 'article.create')) return refuse('not-allowed', 'it');
  return database().$transaction(async (transaction) => {
    // Of two who ask at once the second finds the story of the first.
    const [entry] = await transaction.$queryRaw<{ storyId: number; ownStoryId: number | null; section: string }[]>`
      SELECT e.story_id AS "storyId", e.own_story_id AS "ownStoryId", section.key AS section
      FROM live_entry e JOIN story s ON s.id = e.story_id JOIN section ON section.id = s.section_id
      WHERE e.id = ${entryId} FOR UPDATE OF e`;
    const text = await transaction.liveEntryText.findUnique({ where: { entryId_language: { entryId, language } } });
    if (!entry || !text) return refuse('not-found', 'entry');
    if (entry.ownStoryId) {
      const made = await transaction.article.findUnique({
        where: { storyId_language: { storyId: entry.ownStoryId, language } },
        select: { id: true },
      });
      return { ok: true, articleId: made?.id ?? null };
    }
    const created = await createArticle(actor, { language, section: entry.section }, transaction);
    if (!created.ok) return created;
    const { articleId } = created;
    const copy = await transaction.workingCopy.findUniqueOrThrow({
      where: { articleId },
      select: { version: true, source: true },
    });
    const body = parseBody(text.body);
    const headline = entryName({ title: text.title, body });
    const saved = await saveText(
      actor,
      articleId,
      { text: { headline, standfirst: '', body, source: copy.source }, base: copy.version, isExplicit: true },
      transaction,
    );
    if (!saved.ok) throw new Error(`the text of an entry could not be saved: ${saved.why}`);
    await transaction.$executeRaw`
      WITH linked AS (
        UPDATE live_entry SET own_story_id = (SELECT story_id FROM article WHERE id = ${articleId})
        WHERE id = ${entryId} RETURNING story_id
      )
      ${recordEvent(actor, 'live.storyMade', sql`SELECT story_id, ${language}, ${headline}, '{}' FROM linked`)}`;
    return { ok: true, articleId };
  });
}
