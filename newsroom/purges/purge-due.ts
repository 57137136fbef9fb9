import { randomUUID } from 'node:crypto';
import { purgeKind } from '#newsroom/purges/kinds';
import {
  type Owed,
  payForCalls,
  recordFailure,
  recordTold,
  releaseTarget,
  type TakenTarget,
  takeTarget,
} from '#newsroom/purges/lease';
import { listTouchedKeys, type Touched } from '#newsroom/purges/list-touched-keys';
import type { OpenTarget, Outside, Purged, PurgeKind, PurgeOutcome } from '#newsroom/purges/purge-target';
import { EVERYTHING } from '#newsroom/surrogate-keys';

/**
 * What a cache in front fetches just after a change may be the page before it: a web process that has read the outbox
 * less than MOST_BEHIND_MS ago (server/http/request-handler.ts) still sends that for a long life, and a fragment in it is
 * shown for 300 ms more. So every key is told again at the end of that, milliseconds after the first time; a kind may ask
 * for more times in between (againMs), for whom the page before the change is not to stay until then.
 */
const LAST_AGAIN_MS = 1_500;
/** Between two times: what has changed meanwhile is told together, milliseconds. */
const APART_MS = 50;
/** Times that are written down apart; more are put together. */
const MOST_OWED = 200;
/** The first wait after a failure, doubled with each further one, and the longest, milliseconds. */
const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 60_000;
/** What a target may ask for itself, milliseconds. */
const LONGEST_RETRY_AFTER_MS = 3_600_000;

/** What came of it. `waitMs` is when to look again: something is due then. */
export type PurgeResult = {
  calls: { sent: number; failed: number };
  waitMs: number | null;
  /** Set when it could be told the last time and not this time, or the reverse. */
  turned?: { to: 'failing' | 'well'; answer: string };
};

/**
 * Tells a purge target what has changed since it was told last, and once more what it was told a moment ago. Of all
 * processes one at a time does; what could not be told is told later. Null where there is nothing to do, or another
 * process does it. Rejects when the database does: whoever comes next tells it all again.
 */
export async function purgeDue(name: string, outside: Outside = {}): Promise<PurgeResult | null> {
  const holder = randomUUID();
  const target = await takeTarget(name, holder);
  if (!target) return null;
  const calls = { sent: 0, failed: 0 };
  const kind = purgeKind(target.kind);
  if (!kind) {
    await releaseTarget(name, holder, LONGEST_WAIT_MS);
    return { calls, waitMs: LONGEST_WAIT_MS };
  }
  const touched = await listTouchedKeys(target, kind.mostKeys);
  const [due, later] = split(target.owed, touched.at);
  const planned = planCalls(kind, target, [...touched.keys, ...due.flatMap(({ keys }) => keys)]);
  const rate = kind.rateOf(target.config) ?? { intervalMs: 0, burst: planned.length };
  let answer: string | null = null;
  for (const [index, purged] of planned.entries()) {
    // All at the first: a part of the keys would be told again with the rest.
    const waitMs = await payForCalls(name, holder, { ...rate, calls: index === 0 ? planned.length : 0 });
    if (waitMs === null) return { calls, waitMs: null };
    if (waitMs > 0 && index === 0) {
      await releaseTarget(name, holder, waitMs);
      return { calls, waitMs };
    }
    const outcome = await kind.purge(target, purged, outside);
    calls[outcome.ok ? 'sent' : 'failed']++;
    if (!outcome.ok) return { calls, ...(await fail(target, holder, outcome)) };
    answer = outcome.answer;
  }
  const owed = [...later, ...timesAgain(kind, touched)];
  await recordTold(name, holder, { ...touched, owed: bounded(kind, owed), answer, waitMs: APART_MS });
  const waitMs = Math.max(APART_MS, Math.min(...owed.map(({ at }) => at - touched.at), Infinity));
  const turned = target.failures > 0 && answer !== null && { turned: { to: 'well' as const, answer } };
  return { calls, waitMs: Number.isFinite(waitMs) ? waitMs : APART_MS, ...turned };
}

function split(owed: readonly Owed[], at: number): [due: Owed[], later: Owed[]] {
  return [owed.filter((one) => one.at <= at), owed.filter((one) => one.at > at)];
}

function planCalls(kind: PurgeKind, { config }: OpenTarget, keys: readonly string[]): Purged[] {
  const distinct = [...new Set(keys)];
  if (distinct.length === 0) return [];
  if (distinct.length > kind.mostKeys || distinct.includes(EVERYTHING)) return [EVERYTHING];
  return kind.callsFor(distinct, config);
}

function timesAgain({ mostKeys, againMs }: PurgeKind, { keys, at }: Touched): Owed[] {
  if (keys.length === 0) return [];
  const again = keys.length > mostKeys ? [EVERYTHING] : keys;
  return [...againMs, LAST_AGAIN_MS].map((ms) => ({ at: at + ms, keys: again }));
}

/** So that what is owed stays a few kilobytes. */
function bounded({ mostKeys }: PurgeKind, owed: Owed[]): Owed[] {
  const count = new Set(owed.flatMap(({ keys }) => keys)).size;
  return count > mostKeys || owed.length > MOST_OWED
    ? [{ at: Math.max(...owed.map(({ at }) => at)), keys: [EVERYTHING] }]
    : owed;
}

async function fail(
  { name, failures }: TakenTarget,
  holder: string,
  { answer, trouble, retryAfterSeconds = 0 }: PurgeOutcome & { ok: false },
): Promise<Omit<PurgeResult, 'calls'>> {
  const asked = Math.min(retryAfterSeconds * 1_000, LONGEST_RETRY_AFTER_MS);
  const waitMs = Math.max(asked, Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.min(failures, 10)));
  await recordFailure(name, holder, { answer, trouble, waitMs });
  return { waitMs, ...(failures === 0 && { turned: { to: 'failing', answer } }) };
}
