import { CDNS } from '#newsroom/purges/cdns';
import { nameVarnishes, varnishNames } from '#newsroom/purges/name-varnishes';
import { type PurgeResult, purgeDue } from '#newsroom/purges/purge-due';
import { log } from '#platform/log';
import { type Repeated, repeat } from '#server/repeat';

/** What a process that has ended has left over is looked for this often, milliseconds. */
const EVERY_MS = 2_000;

export type Purges = Repeated & {
  /** Calls of this process, by target and what came of them. */
  readonly calls: readonly { target: string; result: 'sent' | 'failed'; count: number }[];
};

/**
 * Tells caches in front what has changed: at once after `notify`, and again a moment later. A target that is slow keeps
 * no other waiting. Of all processes one at a time tells each.
 */
export function sendPurges(tell: (name: string) => Promise<PurgeResult | null> = purgeDue): Purges {
  const names = [...varnishNames().map(({ name }) => name), ...Object.keys(CDNS)];
  const counts = new Map(names.map((name) => [name, { sent: 0, failed: 0 }]));
  let areNamed = varnishNames().length === 0;

  const loops = names.map((target) => {
    let waitMs = 0;
    return repeat({ everyMs: () => waitMs, failure: 'a cache could not be told what has changed' }, async () => {
      // Where this throws too.
      waitMs = EVERY_MS;
      if (!areNamed) await nameVarnishes();
      areNamed = true;
      const told = await tell(target);
      if (!told) return;
      waitMs = Math.min(told.waitMs ?? EVERY_MS, EVERY_MS);
      const count = counts.get(target);
      if (count) Object.assign(count, { sent: count.sent + told.calls.sent, failed: count.failed + told.calls.failed });
      const { to, answer } = told.turned ?? {};
      if (to === 'failing') log().warn({ target, answer }, 'a cache could not be told what has changed; will retry');
      if (to === 'well') log().info({ target }, 'a cache has been told all that it had missed');
    });
  });
  return {
    get calls() {
      return [...counts].flatMap(([target, count]) =>
        (['sent', 'failed'] as const).map((result) => ({ target, result, count: count[result] })),
      );
    },
    notify() {
      for (const loop of loops) loop.notify();
    },
    async stop() {
      await Promise.all(loops.map((loop) => loop.stop()));
    },
  };
}
