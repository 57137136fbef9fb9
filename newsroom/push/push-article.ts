import { postAddress } from '#i18n/addresses';
import { inOwnLanguages, type Language, languageCodeOf } from '#i18n/languages';
import { recordEvent } from '#newsroom/audit/record-event';
import { isQuiet, quietHoursOf } from '#newsroom/deliveries/channels/quiet-hours';
import type { Actor } from '#newsroom/permissions/actor';
import { may } from '#newsroom/permissions/permissions';
import { latestOf, stopLatest } from '#newsroom/push/latest-message';
import { LONGEST, shorten } from '#newsroom/push/push-message';
import { type Refusal, type Result, refuse } from '#newsroom/result';
import { database, sql } from '#platform/database';

/** What somebody wants to push of an article. */
export type PushInput = {
  /** Which message of the article was the last when somebody looked (its revision), 0 for none. */
  seen: number;
  title: string;
  text: string;
  /** Also in the quiet hours of the site, where the settings say so; before what is not urgent, and with more haste. */
  isUrgent: boolean;
};

/**
 * Pushes a published article to the devices that want it: as a story, or in place of what they have of it, without a
 * sound. Who asks twice pushes once. Refused for somebody who may not, where there are no notifications, for what readers
 * do not have, without words, in quiet hours, and where the language has had as many stories today as readers were told.
 */
export async function pushArticle(actor: Actor, articleId: number, input: PushInput): Promise<Result> {
  if (!may(actor, 'push.send')) return refuse('not-allowed', 'it');
  const { seen, isUrgent } = input;
  const [title, text] = [shorten(input.title, LONGEST.title), shorten(input.text, LONGEST.text)];
  if (title === '') return refuse('missing', 'title');
  // Of two stories that are pushed at once one finds the next place of the day taken.
  for (let tries = 0; tries < 3; tries++) {
    const found = await findPlace(articleId, seen, isUrgent);
    if (!found.ok) return found;
    const { isReplacement, address } = found;
    const pushed = await database().$executeRaw`
      WITH ${stopLatest(articleId, seen)}, today AS (
        SELECT (now() AT TIME ZONE s.time_zone)::date AS day, p.most_a_day FROM site_settings s, push_settings p
        WHERE p.is_on
      ), pushed AS (
        INSERT INTO push_message (article_id, revision, kind, language, section_id, title, text, address, is_urgent, day,
          number, heard_at, last_id, silent_until, created_by_id)
        SELECT a.id, ${seen}::int + 1, ${isReplacement ? 'correction' : 'story'}, a.language,
          CASE WHEN ${isReplacement} THEN latest.section_id ELSE a.section_id END, ${title}, ${text}, ${address}, ${isUrgent},
          CASE WHEN NOT ${isReplacement} THEN today.day END, CASE WHEN NOT ${isReplacement} THEN place.number END,
          CASE WHEN ${isReplacement} THEN latest.heard_at ELSE now() END,
          CASE WHEN ${isReplacement} THEN latest.last_id
            ELSE coalesce((SELECT max(id) FROM push_subscription), 0) END,
          CASE WHEN ${isReplacement} THEN latest.reached ELSE 0 END, ${actor.id}
        FROM article a JOIN today ON true LEFT JOIN latest ON true CROSS JOIN LATERAL (
          SELECT coalesce(max(m.number), 0) + 1 AS number FROM push_message m
          WHERE m.language = a.language AND m.day = today.day
        ) AS place
        WHERE a.id = ${articleId} AND a.state = 'published' AND a.removed_at IS NULL
          AND (${seen}::int = 0) = (latest.id IS NULL)
          AND (${isReplacement} OR place.number <= today.most_a_day)
        ON CONFLICT DO NOTHING
        RETURNING article_id, language, title
      )
      ${recordEvent(
        actor,
        isReplacement ? 'article.pushCorrected' : 'article.pushed',
        sql`SELECT article_id, language, title, '{}' FROM pushed`,
      )}`;
    if (pushed === 1) return { ok: true };
  }
  return refuse('conflict', 'it');
}

type Place = { ok: true; isReplacement: boolean; address: string };

/** What stands in the way of a push, or what it would be. */
async function findPlace(articleId: number, seen: number, isUrgent: boolean): Promise<Place | Refusal> {
  const [found] = await database().$queryRaw<
    {
      state: string;
      language: string;
      slug: string;
      timeZone: string;
      quietFrom: number | null;
      quietUntil: number | null;
      urgentAlways: boolean;
      mostADay: number;
      today: number;
    }[]
  >`
    SELECT CASE WHEN a.removed_at IS NULL THEN a.state::text ELSE 'removed' END AS state, a.language, a.slug,
      s.time_zone AS "timeZone", p.quiet_from AS "quietFrom", p.quiet_until AS "quietUntil",
      p.urgent_always AS "urgentAlways", p.most_a_day::int AS "mostADay", coalesce((
        SELECT max(m.number)::int FROM push_message m
        WHERE m.language = a.language AND m.day = (now() AT TIME ZONE s.time_zone)::date
      ), 0) AS today
    FROM article a, site_settings s, push_settings p WHERE a.id = ${articleId} AND p.is_on`;
  if (!found) {
    const isThere = (await database().article.count({ where: { id: articleId } })) > 0;
    return isThere ? refuse('wrong-state', 'push') : refuse('not-found', 'article');
  }
  if (found.state !== 'published') return refuse('wrong-state', 'it');
  const latest = await latestOf(articleId);
  if ((latest?.revision ?? 0) !== seen) return refuse('conflict', 'it');
  const isReplacement = latest !== null && latest.kind !== 'withdrawal';
  const { quietFrom, quietUntil, timeZone, urgentAlways, today, mostADay } = found;
  // What takes the place of another message makes no sound.
  if (!isReplacement && !(isUrgent && urgentAlways) && isQuiet(quietHoursOf(found), timeZone))
    return refuse('wrong-state', 'quietHours', { from: quietFrom ?? 0, until: quietUntil ?? 0 });
  if (!isReplacement && today >= mostADay) return refuse('too-many', 'push', { count: mostADay });
  return { ok: true, isReplacement, address: postAddress(languageCodeOf(found.language), found.slug) };
}

export type StoryPushed = {
  language: Language;
  articleId: number;
  result: Result;
};

/**
 * Pushes a story in every language of this site in which it is published, with the headline (or what `titles` says) and
 * standfirst of each; where it was pushed before, in place of that, or with `onlyUntold` not again. What came of each;
 * none for somebody who may not.
 */
export async function pushStory(
  actor: Actor,
  storyId: number,
  {
    isUrgent,
    titles = {},
    onlyUntold = false,
  }: { isUrgent: boolean; titles?: Readonly<Record<string, string>>; onlyUntold?: boolean },
): Promise<StoryPushed[]> {
  if (!may(actor, 'push.send')) return [];
  const articles = await database().article.findMany({
    where: { storyId, state: 'published', removedAt: null },
    select: { id: true, language: true, headline: true, standfirst: true },
    orderBy: { id: 'asc' },
  });
  const pushed: StoryPushed[] = [];
  for (const { id, language, headline, standfirst } of inOwnLanguages(articles)) {
    const latest = await latestOf(id);
    if (onlyUntold && latest && latest.kind !== 'withdrawal') continue;
    const seen = latest?.revision ?? 0;
    const result = await pushArticle(actor, id, {
      seen,
      title: titles[language] || headline,
      text: standfirst,
      isUrgent,
    });
    pushed.push({ language, articleId: id, result });
  }
  return pushed;
}
