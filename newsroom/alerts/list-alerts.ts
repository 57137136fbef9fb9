import { inOwnLanguages, type Language } from '#i18n/languages';
import type { Actor } from '#newsroom/permissions/actor';
import { may } from '#newsroom/permissions/permissions';
import { listPushes } from '#newsroom/push/list-pushes';
import { database } from '#platform/database';

/** Readers are counted up to here. */
const COUNTED = 100_000;

/** How readers of a language can be told of a story, and whether they were. Null where that is not set up. */
export type StoryAlerts = {
  articleId: number;
  language: Language;
  /** Devices that a notification would go to. */
  push: { devices: number; isTold: boolean } | null;
  /** Readers who get an alert by email. */
  letter: { readers: number; isTold: boolean } | null;
};

/** For each language that readers have a story in; nothing for somebody who may not declare breaking news. */
export async function listAlerts(actor: Actor, storyId: number): Promise<StoryAlerts[]> {
  if (!may(actor, 'breaking.declare')) return [];
  const articles = await database().$queryRaw<
    { articleId: number; language: string; hasLetters: boolean; readers: number; state: string | null }[]
  >`
    SELECT a.id AS "articleId", a.language, letter.state,
      EXISTS (SELECT FROM letter_settings WHERE is_on)
        AND EXISTS (SELECT FROM letter_plan p WHERE p.kind = 'breaking' AND p.language = a.language AND p.is_on) AS "hasLetters",
      (SELECT count(*)::int FROM (
        SELECT FROM subscription n JOIN subscriber s ON s.id = n.subscriber_id
        WHERE n.kind = 'breaking' AND s.state = 'confirmed' AND s.language = a.language LIMIT ${COUNTED}
      ) AS counted) AS readers
    FROM article a LEFT JOIN letter ON letter.kind = 'breaking' AND letter.article_id = a.id
    WHERE a.story_id = ${storyId} AND a.state = 'published' ORDER BY a.id`;
  const [first] = articles;
  const pushes = first ? await listPushes(actor, first.articleId) : null;
  return inOwnLanguages(articles).map(({ articleId, language, hasLetters, readers, state }) => {
    const push = pushes?.find((one) => one.articleId === articleId);
    return {
      articleId,
      language,
      push: push ? { devices: push.devices, isTold: push.latest !== null && push.latest.kind !== 'withdrawal' } : null,
      letter: hasLetters ? { readers, isTold: state !== null } : null,
    };
  });
}
