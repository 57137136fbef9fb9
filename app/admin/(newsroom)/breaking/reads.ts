import { readTimeZone } from '#app/admin/(newsroom)/reads';
import { listAlerts } from '#newsroom/alerts/list-alerts';
import {
  findPresentBreakingNews,
  findStoryForBreaking,
  listBreakingCandidates,
} from '#newsroom/breaking/find-breaking-desk';
import type { Actor } from '#newsroom/permissions/actor';

/** Stories to choose from. */
const CANDIDATES = 20;

/**
 * What is on, another story that is meant where one is, how readers can be told of either, and what there is to choose
 * from.
 */
export async function readBreaking(actor: Actor, articleId: number | undefined) {
  const [present, found, candidates, timeZone] = await Promise.all([
    findPresentBreakingNews(actor),
    articleId === undefined ? null : findStoryForBreaking(actor, articleId),
    listBreakingCandidates(actor, CANDIDATES),
    readTimeZone(actor.language),
  ]);
  const isAbsent = articleId !== undefined && found === null;
  const meant = found?.storyId === present?.storyId ? null : found;
  const alertsOf = (story: { storyId: number } | null) => (story ? listAlerts(actor, story.storyId) : []);
  const [alerts, meantAlerts] = await Promise.all([alertsOf(present), alertsOf(meant)]);
  return { present, alerts, meant, meantAlerts, isAbsent, candidates, timeZone };
}
