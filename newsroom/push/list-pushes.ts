import { type Language, languageCodeOf } from '#i18n/languages';
import type { Actor } from '#newsroom/permissions/actor';
import { may } from '#newsroom/permissions/permissions';
import { COUNTED, LONGEST, type PushKind, shorten } from '#newsroom/push/push-message';
import { database } from '#platform/database';

/** A message, with what came of it. */
export type ListedPush = {
  revision: number;
  kind: PushKind;
  title: string;
  text: string;
  isUrgent: boolean;
  state: 'sending' | 'sent' | 'stopped';
  createdAt: Date;
  createdBy: string;
  addressed: number;
  taken: number;
  gone: number;
  failed: number;
  refused: number;
  skipped: number;
  answer: string;
};

/** A language version of a story, with what was pushed of it last and what would be now. */
export type PushableArticle = {
  articleId: number;
  language: Language;
  isPublished: boolean;
  title: string;
  text: string;
  /** Devices that it would go to, at most as many as are counted. */
  devices: number;
  latest: ListedPush | null;
};

/**
 * Every language version of the story of an article, in the order of ids; null where there are no notifications, and for
 * somebody who may push none.
 */
export async function listPushes(actor: Actor, articleId: number): Promise<PushableArticle[] | null> {
  if (!may(actor, 'push.send')) return null;
  const settings = await database().pushSettings.findUnique({ where: { id: 1 }, select: { isOn: true } });
  if (!settings?.isOn) return null;
  const rows = await database().$queryRaw<(Omit<PushableArticle, 'language'> & { language: string })[]>`
    SELECT a.id AS "articleId", a.language, a.headline AS title, a.standfirst AS text,
      a.state = 'published' AND a.removed_at IS NULL AS "isPublished",
      (SELECT count(*)::int FROM (
        SELECT FROM push_subscription s
        WHERE s.language = a.language AND (s.sections = '{}' OR a.section_id = ANY (s.sections)) LIMIT ${COUNTED}
      ) AS counted) AS devices,
      to_jsonb(last) AS latest
    FROM article one JOIN article a USING (story_id) LEFT JOIN LATERAL (
      SELECT m.revision, m.kind, m.title, m.text, m.is_urgent AS "isUrgent", m.state, m.created_at AS "createdAt",
        coalesce(actor_name(m.created_by_id), '') AS "createdBy", m.addressed, m.taken, m.gone, m.failed, m.refused,
        m.skipped, m.answer
      FROM push_message m WHERE m.article_id = a.id ORDER BY m.revision DESC LIMIT 1
    ) AS last ON true
    WHERE one.id = ${articleId} ORDER BY a.id`;
  return rows.map(({ language, latest, ...row }) => ({
    ...row,
    language: languageCodeOf(language),
    title: shorten(row.title, LONGEST.title),
    text: shorten(row.text, LONGEST.text),
    latest: latest && { ...latest, createdAt: new Date(latest.createdAt) },
  }));
}
