import { setTimeout as sleep } from 'node:timers/promises';
import { publishDueArticles } from '#newsroom/editing/publish-due-articles';
import { listFrontsToRefresh } from '#newsroom/fronts/list-fronts-to-refresh';
import { frontKey } from '#newsroom/surrogate-keys';
import type { Change } from '#newsroom/syndication/change';
import { findTouchHistory, type TouchHistory } from '#newsroom/syndication/find-touch-history';
import { listChanges } from '#newsroom/syndication/list-changes';
import { DatabaseLimit } from '#platform/database-limit';
import { log } from '#platform/log';
import { forgetTrouble, noteTrouble } from '#platform/noted-trouble';
import { listen } from '#platform/notifications';

/** The outbox is read this often without a notification too, in case one is lost. */
const POLL_MS = 500;

/** A database that has not answered for so long counts as away, milliseconds. A wait for a lock ends before. */
const SILENCE_MS = 2_500;

export type OutboxWatcher = {
  /** Up to which transaction all changes have been passed on; undefined before the outbox was read for the first time. */
  position(): { transaction: number; timeline: string } | undefined;
  /** Whether the database was there the last time, though it may have been too busy to answer. */
  isReachable(): boolean;
  stop(): Promise<void>;
};

/**
 * Reads the outbox as soon as PostgreSQL notifies, and twice a second in any case, and passes each change on once, to
 * `onChanges`. Before that it publishes due articles and looks for front pages with placements that begin or end.
 * Continues where it was when the database is reachable again. Once, before the first change, `onHistory` is told of what
 * was changed before this process.
 */
export function watchOutbox(
  onHistory: (history: TouchHistory) => void,
  onChanges: (changes: Pick<Change, 'keys' | 'transaction'>[]) => void,
): OutboxWatcher {
  let position: string | null = null;
  let timeline = '';
  let frontsCheckedAt: string | null = null;
  let passedOn = new Set<string>();
  let isReachable = true;
  let hasFailed = false;
  let isStopped = false;
  let wake = () => {};

  async function read(): Promise<void> {
    await publishDueArticles();
    if (position === null) {
      // Where the outbox stands comes first: what is written in between is told twice rather than never.
      const { position: start } = await listChanges(null);
      const history = await findTouchHistory();
      timeline = history.timeline;
      onHistory(history);
      position = start;
    }
    const fronts = await listFrontsToRefresh(frontsCheckedAt);
    const outbox = await listChanges(position);
    const newChanges = outbox.changes.filter(({ id }) => !passedOn.has(id));
    // Only changes that were listed this time can be listed again.
    passedOn = new Set(outbox.changes.map(({ id }) => id));
    position = outbox.position;
    frontsCheckedAt = fronts.at;
    const transaction = Number(position);
    const frontChanges = fronts.languages.map((language) => ({ keys: [frontKey(language)], transaction }));
    if (newChanges.length + frontChanges.length > 0) onChanges([...newChanges, ...frontChanges]);
  }

  async function run(): Promise<void> {
    while (!isStopped) {
      const woken = new Promise<void>((resolve) => {
        wake = resolve;
      });
      // Its answer is waited for all the same, within the limits of platform/database.ts.
      const silence = new DatabaseLimit(SILENCE_MS);
      silence.signal.addEventListener('abort', () => {
        isReachable = false;
      });
      const endWait = silence.begin();
      try {
        await read();
        if (hasFailed) {
          log().info('the outbox can be read again');
          forgetTrouble();
        }
        hasFailed = false;
        isReachable = true;
      } catch (error) {
        const isOverloaded = noteTrouble(error) === 'overloaded';
        if (!hasFailed) log().warn({ err: error }, 'the outbox cannot be read; pages may be stale');
        hasFailed = true;
        // A database that has no connection free is there, and pages can be rendered in their turn.
        isReachable = isReachable && isOverloaded;
      } finally {
        endWait();
      }
      if (!isStopped) await Promise.race([woken, sleep(POLL_MS)]);
    }
  }

  const stopListening = listen('outbox', () => wake());
  const running = run();
  return {
    position: () => (position === null ? undefined : { transaction: Number(position), timeline }),
    isReachable: () => isReachable,
    async stop() {
      isStopped = true;
      wake();
      await Promise.all([running, stopListening()]);
    },
  };
}
