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
  /** Whether there is something on the desk that readers do not have. */
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
      SELECT a.story_id, a.changed_at FROM article a
      WHERE a.removed_at IS NULL AND (${own}::text IS NULL OR a.created_by_id = ${own}) ORDER BY a.changed_at DESC, a.id DESC LIMIT ${limit * 3}
    ), told AS (
      SELECT story_id, max(changed_at) AS changed_at FROM newest GROUP BY story_id ORDER BY 2 DESC LIMIT ${limit}
    )
    SELECT t.story_id AS "storyId", t.changed_at AS "storyChangedAt", a.id, a.language, coalesce(d.headline, a.headline) AS headline, a.state, a.workflow,
      a.state <> 'draft' AND a.version <> a.published_version AS "isPending", a.published_at AS "publishedAt",
      coalesce(s.version > a.source_version, false) AS "isOutdated"
    FROM told t JOIN article a ON a.story_id = t.story_id AND a.removed_at IS NULL
    LEFT JOIN draft d ON d.article_id = a.id LEFT JOIN article s ON s.id = a.source_article_id
    WHERE ${own}::text IS NULL OR a.created_by_id = ${own}
    ORDER BY t.changed_at DESC, t.story_id DESC, a.id`;
  const board = new Map<number, BoardRow>();
  for (const { storyId, storyChangedAt, ...cell } of rows) {
    const row = board.get(storyId) ?? { storyId, changedAt: storyChangedAt, cells: [] };
    row.cells.push(cell);
    board.set(storyId, row);
  }
  return [...board.values()];
}
