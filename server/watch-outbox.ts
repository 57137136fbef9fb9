import { setTimeout as sleep } from 'node:timers/promises';
import { publishDueArticles } from '#newsroom/editing/publish-due-articles';
import { listFrontsToRefresh } from '#newsroom/fronts/list-fronts-to-refresh';
import type { Change } from '#newsroom/syndication/change';
import { listChanges } from '#newsroom/syndication/list-changes';
import { log } from '#platform/log';
import { listen } from '#platform/notifications';

/** So often the outbox is read without a notification too: one that got lost on the way costs no more than that. */
const EVERY_MS = 500;

export type Watch = {
  /** Whether the outbox could be read the last time. */
  isReachable(): boolean;
  stop(): Promise<void>;
};

/**
 * Reads the outbox as soon as PostgreSQL says that there is something new, and twice a second in any case, and hands on
 * each change once. Beforehand it publishes what is due, and hears which front pages have turned. Goes on from where it
 * stood when the database was away.
 */
export function watchOutbox(changed: (changes: Change[]) => void): Watch {
  let position: string | null = null;
  let turnedUntil: string | null = null;
  let handedOn = new Map<string, true>();
  let reachable = true;
  let stopped = false;
  let wake = () => {};

  async function read(): Promise<void> {
    await publishDueArticles();
    const { languages, at } = await listFrontsToRefresh(turnedUntil);
    const { changes, position: next } = await listChanges(position);
    const news = changes.filter(({ id }) => !handedOn.has(id));
    // Only those listed now can be listed again.
    handedOn = new Map(changes.map(({ id }) => [id, true]));
    position = next;
    turnedUntil = at;
    const turned = languages.map((language) => ({ concerns: 'front', language }) as const);
    if (news.length + turned.length > 0) changed([...news, ...turned]);
  }

  async function watch(): Promise<void> {
    while (!stopped) {
      const nudged = new Promise<void>((resolve) => {
        wake = resolve;
      });
      try {
        await read();
        if (!reachable) log().info('the database answers again');
        reachable = true;
      } catch (error) {
        if (reachable) log().warn({ err: error }, 'the outbox cannot be read; pages may be as they were');
        reachable = false;
      }
      if (!stopped) await Promise.race([nudged, sleep(EVERY_MS)]);
    }
  }

  const stopListening = listen('outbox', () => wake());
  const watching = watch();
  return {
    isReachable: () => reachable,
    async stop() {
      stopped = true;
      wake();
      await Promise.all([watching, stopListening()]);
    },
  };
}
