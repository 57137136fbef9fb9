import { languageCodeOf } from '#i18n/languages';
import { postWords } from '#i18n/post-words';
import { recordEvent, recordSystemEvent } from '#newsroom/audit/record-event';
import type { Actor } from '#newsroom/permissions/actor';
import { may } from '#newsroom/permissions/permissions';
import { latestOf, stopLatest } from '#newsroom/push/latest-message';
import { LONGEST, shorten } from '#newsroom/push/push-message';
import { type Result, refuse } from '#newsroom/result';
import { database, type Sql, sql } from '#platform/database';

/**
 * Takes back what was pushed of an article: it is sent to nobody any more, and who has it is shown in its place that it
 * was withdrawn. Refused for somebody who may not, and where there is nothing to take back.
 */
export async function takeBackPush(actor: Actor, articleId: number): Promise<Result> {
  if (!may(actor, 'push.send')) return refuse('not-allowed', 'it');
  const taken = await takeBack(articleId, actor.id, (rows) => recordEvent(actor, 'article.pushTakenBack', rows));
  return taken ? { ok: true } : refuse('not-found', 'push');
}

/** The same in every language of a story. Refused where there is nothing to take back in any. */
export async function takeBackStory(actor: Actor, storyId: number): Promise<Result> {
  if (!may(actor, 'push.send')) return refuse('not-allowed', 'it');
  const articles = await database().article.findMany({ where: { storyId }, select: { id: true } });
  let count = 0;
  for (const { id } of articles) if ((await takeBackPush(actor, id)).ok) count++;
  return count > 0 ? { ok: true } : refuse('not-found', 'push');
}

/**
 * Takes back what was pushed within three days of articles that readers do not have any more: withdrawn, unpublished, in
 * the trash or deleted. Returns of how many.
 */
export async function takeBackWithdrawn(): Promise<number> {
  const withdrawn = await database().$queryRaw<{ articleId: number }[]>`
    SELECT m.article_id AS "articleId" FROM (
      SELECT DISTINCT ON (article_id) article_id, kind FROM push_message
      WHERE created_at > now() - interval '3 days' ORDER BY article_id, revision DESC
    ) AS m
    WHERE m.kind <> 'withdrawal' AND NOT EXISTS (
      SELECT FROM article a WHERE a.id = m.article_id AND a.state = 'published' AND a.removed_at IS NULL
    )`;
  for (const { articleId } of withdrawn)
    await takeBack(articleId, null, (rows) => recordSystemEvent('article.pushWithdrawn', rows));
  return withdrawn.length;
}

async function takeBack(articleId: number, byId: string | null, record: (rows: Sql) => Sql): Promise<boolean> {
  const latest = await latestOf(articleId);
  if (!latest || latest.kind === 'withdrawal') return false;
  const row = await database().pushMessage.findUnique({
    where: { articleId_revision: { articleId, revision: latest.revision } },
    select: { language: true, title: true },
  });
  if (!row) return false;
  const { withdrawal } = await postWords(languageCodeOf(row.language));
  const taken = await database().$executeRaw`
    WITH ${stopLatest(articleId, latest.revision)}, pushed AS (
      INSERT INTO push_message (article_id, revision, kind, language, section_id, title, text, address, heard_at, last_id,
        silent_until, created_by_id)
      SELECT ${articleId}::int, ${latest.revision}::int + 1, 'withdrawal', language, section_id,
        ${shorten(withdrawal, LONGEST.title)}, ${shorten(row.title, LONGEST.text)}, address, heard_at, reached, reached,
        ${byId}
      FROM latest
      ON CONFLICT DO NOTHING
      RETURNING article_id, language, text
    )
    ${record(sql`SELECT article_id, language, text, '{}' FROM pushed`)}`;
  return taken === 1;
}
