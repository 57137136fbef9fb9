import type { Language } from '#i18n/languages';
import type { State, Workflow } from '#newsroom/editing/working-copy';
import type { Actor } from '#newsroom/permissions/actor';
import { may } from '#newsroom/permissions/permissions';
import { database } from '#platform/database';

export type BoardCell = {
  id: number;
  language: Language;
  headline: string;
  state: State;
  workflow: Workflow;
  /** Whether there is something in the working copy that readers do not have. */
  isPending: boolean;
  /** Whether what it translates has changed since. */
  isOutdated: boolean;
  publishedAt: Date | null;
};

export type BoardRow = { storyId: number; changedAt: Date; cells: BoardCell[] };

/**
 * The stories that were worked on last, each with its articles by language: what is missing, outdated, in review,
 * scheduled, out. `limit` is 1 to 100.
 */
export async function listTranslationBoard(actor: Actor, { limit }: { limit: number }): Promise<BoardRow[]> {
  const own = may(actor, 'article.read', { createdById: null }) ? null : actor.id;
  const rows = await database().$queryRaw<(BoardCell & { storyId: number; storyChangedAt: Date })[]>`
    WITH newest AS (
      SELECT a.story_id, w.changed_at FROM working_copy w JOIN article a ON a.id = w.article_id
      WHERE a.removed_at IS NULL AND (${own}::text IS NULL OR a.created_by_id = ${own})
      ORDER BY w.changed_at DESC, w.article_id DESC LIMIT ${limit * 3}
    ), changed AS (
      SELECT story_id, max(changed_at) AS changed_at FROM newest GROUP BY story_id ORDER BY 2 DESC LIMIT ${limit}
    )
    SELECT c.story_id AS "storyId", c.changed_at AS "storyChangedAt", a.id, a.language, w.headline, a.state, w.workflow,
      a.state <> 'draft' AND w.version <> w.published_version AS "isPending", a.published_at AS "publishedAt",
      coalesce(s.version > a.source_version, false) AS "isOutdated"
    FROM changed c JOIN article a ON a.story_id = c.story_id AND a.removed_at IS NULL
    JOIN working_copy w ON w.article_id = a.id LEFT JOIN working_copy s ON s.article_id = a.source_article_id
    WHERE ${own}::text IS NULL OR a.created_by_id = ${own}
    ORDER BY c.changed_at DESC, c.story_id DESC, a.id`;
  const board = new Map<number, BoardRow>();
  for (const { storyId, storyChangedAt, ...cell } of rows) {
    const row = board.get(storyId) ?? { storyId, changedAt: storyChangedAt, cells: [] };
    row.cells.push(cell);
    board.set(storyId, row);
  }
  return [...board.values()];
}
