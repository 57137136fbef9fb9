import type { Actor } from '#newsroom/permissions/actor';
import { may } from '#newsroom/permissions/permissions';
import type { Cdn } from '#newsroom/purges/cdns';
import { purgeKind } from '#newsroom/purges/kinds';
import type { OpenTarget, Outside, PurgeOutcome } from '#newsroom/purges/purge-target';
import { type Result, refuse } from '#newsroom/result';
import { database } from '#platform/database';

/** A key that no page has. */
const TEST_KEY = 'test-of-the-portal';

/**
 * Purges a key that no page has from a CDN, and returns what came of it. Refused for somebody who may not, and where it
 * is not set up.
 */
export async function testCdn(
  actor: Actor,
  cdn: Cdn,
  outside: Outside = {},
): Promise<Result<{ outcome: PurgeOutcome }>> {
  if (!may(actor, 'cdn.edit')) return refuse('not-allowed', 'it');
  const [target] = await database().$queryRaw<OpenTarget[]>`
    SELECT name, kind, config, secret FROM purge_target WHERE name = ${cdn}`;
  const kind = target && purgeKind(target.kind);
  if (!kind) return refuse('not-found', 'cdn');
  return { ok: true, outcome: await kind.purge(target, [TEST_KEY], outside) };
}
