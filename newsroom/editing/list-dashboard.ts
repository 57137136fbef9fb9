import type { Language } from '#i18n/languages';
import type { Actor } from '#newsroom/permissions/actor';
import { may } from '#newsroom/permissions/permissions';
import { database } from '#platform/database';

export type Dashboard = {
  /** What goes out next, soonest first, and what should have gone out a minute ago or more. */
  due: { id: number; language: Language; headline: string; publishedAt: Date; isLate: boolean; isPending: boolean }[];
  /** What waits for an editor, longest first. */
  inReview: { id: number; language: Language; headline: string; byName: string; changedAt: Date }[];
  /** What this person began and is still in work, last changed first. */
  own: { id: number; language: Language; headline: string; deskNote: string; changedAt: Date }[];
};

const LIMIT = 12;

/** What somebody who comes to the desk wants to know first. Whoever may read only their own is told of those alone. */
export async function listDashboard(actor: Actor): Promise<Dashboard> {
  const own = may(actor, 'article.read', { createdById: null }) ? null : actor.id;
  const [due, inReview, mine] = await Promise.all([
    database().$queryRaw<Dashboard['due']>`
      SELECT id, language, headline, published_at AS "publishedAt", published_at < now() - interval '1 minute' AS "isLate",
        version <> published_version AS "isPending"
      FROM article WHERE state = 'scheduled' AND (${own}::text IS NULL OR created_by_id = ${own}) ORDER BY published_at LIMIT ${LIMIT}`,
    database().$queryRaw<Dashboard['inReview']>`
      SELECT a.id, a.language, coalesce(d.headline, a.headline) AS headline, coalesce(s.name, '') AS "byName", a.changed_at AS "changedAt"
      FROM article a LEFT JOIN draft d ON d.article_id = a.id LEFT JOIN staff s ON s.id = a.changed_by_id
      WHERE a.workflow = 'in_review' AND a.removed_at IS NULL AND (${own}::text IS NULL OR a.created_by_id = ${own})
      ORDER BY a.changed_at LIMIT ${LIMIT}`,
    database().$queryRaw<Dashboard['own']>`
      SELECT a.id, a.language, coalesce(d.headline, a.headline) AS headline, a.desk_note AS "deskNote", a.changed_at AS "changedAt"
      FROM article a LEFT JOIN draft d ON d.article_id = a.id
      WHERE a.created_by_id = ${actor.id} AND a.removed_at IS NULL AND a.workflow = 'draft'
      ORDER BY a.changed_at DESC LIMIT ${LIMIT}`,
  ]);
  return { due, inReview, own: mine };
}
