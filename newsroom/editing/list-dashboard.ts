import type { Language } from '#i18n/languages';
import type { Actor } from '#newsroom/permissions/actor';
import { may } from '#newsroom/permissions/permissions';
import { database } from '#platform/database';

export type Dashboard = {
  /** What is published next, soonest first, and what should have been published a minute ago or more. */
  due: { id: number; language: Language; headline: string; publishedAt: Date; isLate: boolean; isPending: boolean }[];
  /** What is waiting for review, longest first. */
  inReview: { id: number; language: Language; headline: string; byName: string; changedAt: Date }[];
  /** This person's drafts, last changed first. */
  own: { id: number; language: Language; headline: string; note: string; changedAt: Date }[];
};

const LIMIT = 12;

/** What the newsroom's first screen shows. Whoever may read only their own articles is shown those alone. */
export async function listDashboard(actor: Actor): Promise<Dashboard> {
  const own = may(actor, 'article.read', { createdById: null }) ? null : actor.id;
  const [due, inReview, mine] = await Promise.all([
    database().$queryRaw<Dashboard['due']>`
      SELECT a.id, a.language, a.headline, a.published_at AS "publishedAt",
        a.published_at < now() - interval '1 minute' AS "isLate", w.version <> w.published_version AS "isPending"
      FROM article a JOIN working_copy w ON w.article_id = a.id
      WHERE a.state = 'scheduled' AND (${own}::text IS NULL OR a.created_by_id = ${own})
      ORDER BY a.published_at LIMIT ${LIMIT}`,
    database().$queryRaw<Dashboard['inReview']>`
      SELECT a.id, a.language, w.headline, coalesce(actor_name(w.changed_by_id), '') AS "byName",
        w.changed_at AS "changedAt"
      FROM working_copy w JOIN article a ON a.id = w.article_id
      WHERE w.workflow = 'in_review' AND a.removed_at IS NULL AND (${own}::text IS NULL OR a.created_by_id = ${own})
      ORDER BY w.changed_at LIMIT ${LIMIT}`,
    database().$queryRaw<Dashboard['own']>`
      SELECT a.id, a.language, w.headline, w.note, w.changed_at AS "changedAt"
      FROM article a JOIN working_copy w ON w.article_id = a.id
      WHERE a.created_by_id = ${actor.id} AND a.removed_at IS NULL AND w.workflow = 'draft'
      ORDER BY w.changed_at DESC LIMIT ${LIMIT}`,
  ]);
  return { due, inReview, own: mine };
}
