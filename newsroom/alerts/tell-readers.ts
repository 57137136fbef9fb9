import { listAlerts } from '#newsroom/alerts/list-alerts';
import { decideLetter, sendBreakingLetter } from '#newsroom/letters/writing/decide-letter';
import type { Actor } from '#newsroom/permissions/actor';
import { may } from '#newsroom/permissions/permissions';
import { pushStory } from '#newsroom/push/push-article';
import { takeBackStory } from '#newsroom/push/take-back';
import { type Refusal, type Result, refuse } from '#newsroom/result';
import { database } from '#platform/database';

/** So often a letter is read again that somebody has changed since it was read. */
const CANCEL_TRIES = 5;

/** How readers are told of breaking news beside the bar on every page. */
export type AlertWays = { byPush: boolean; byLetter: boolean };

/**
 * Tells readers of a story in every language that they have it in, in these ways, each once: who was told of it already
 * is left alone. `texts` are what the bar says in languages where that is not the headline. Returns what was refused;
 * the other ways and languages were told all the same. Refused for somebody who may not.
 */
export async function tellReaders(
  actor: Actor,
  storyId: number,
  { byPush, byLetter }: AlertWays,
  texts: Readonly<Record<string, string>>,
): Promise<Result<{ refused: Refusal[] }>> {
  if (!may(actor, 'breaking.declare')) return refuse('not-allowed', 'it');
  const alerts = await listAlerts(actor, storyId);
  const refused: Refusal[] = [];
  if (byPush && alerts.some(({ push }) => push && !push.isTold)) {
    const pushed = await pushStory(actor, storyId, { isUrgent: true, titles: texts, onlyUntold: true });
    for (const { result } of pushed) if (!result.ok) refused.push(result);
  }
  for (const { articleId, letter } of alerts) {
    if (!byLetter || !letter || letter.isTold) continue;
    const sent = await sendBreakingLetter(actor, articleId);
    if (!sent.ok) refused.push(sent);
  }
  return { ok: true, refused };
}

/**
 * Takes back what readers were told of a story: notifications are replaced by one that says so, and letters that have not
 * gone out go to nobody any more. A letter that somebody has cannot be taken back. Refused for somebody who may not,
 * and where a letter that is still to go out could not be stopped.
 */
export async function takeBackAlerts(actor: Actor, storyId: number): Promise<Result> {
  if (!may(actor, 'breaking.declare')) return refuse('not-allowed', 'it');
  await takeBackStory(actor, storyId);
  const articles = await idsOf(storyId);
  let refused: Refusal | undefined;
  // A letter that has just begun to be sent is another version than the one that was read.
  for (let tries = 0; tries < CANCEL_TRIES; tries++) {
    refused = await cancelLetters(actor, articles);
    if (!refused) return { ok: true };
  }
  return refused ?? { ok: true };
}

/** What was refused last of ending alerts that have not gone out. */
async function cancelLetters(actor: Actor, articleIds: number[]): Promise<Refusal | undefined> {
  const letters = await database().letter.findMany({
    where: {
      kind: 'breaking',
      state: { in: ['ready', 'sending', 'held', 'draft'] },
      articleId: { in: articleIds },
    },
    select: { id: true, version: true },
  });
  let refused: Refusal | undefined;
  for (const { id, version } of letters) {
    const decided = await decideLetter(actor, id, { seen: version, decision: 'cancel' });
    if (!decided.ok) refused = decided;
  }
  return refused;
}

async function idsOf(storyId: number): Promise<number[]> {
  const articles = await database().article.findMany({ where: { storyId }, select: { id: true } });
  return articles.map(({ id }) => id);
}
