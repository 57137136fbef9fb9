import { setTimeout as sleep } from 'node:timers/promises';
import { endDueBreakingNews } from '#newsroom/breaking/declare-breaking-news';
import { publishDueArticles } from '#newsroom/editing/publish-due-articles';
import { listFrontsToRefresh } from '#newsroom/fronts/list-fronts-to-refresh';
import { EVERYTHING, frontKey } from '#newsroom/surrogate-keys';
import type { Change } from '#newsroom/syndication/change';
import { findTouchHistory, type TouchHistory } from '#newsroom/syndication/find-touch-history';
import { listChanges } from '#newsroom/syndication/list-changes';
import { setClock } from '#platform/clock';
import { DatabaseLimit } from '#platform/database-limit';
import { databaseTrouble } from '#platform/database-trouble';
import { log } from '#platform/log';
import { currentTrouble, forgetTrouble, noteTrouble } from '#platform/noted-trouble';
import { listen } from '#platform/notifications';

/** The outbox is read this often without a notification too, in case one is lost. */
const POLL_MS = 500;

/** A database that has not answered for so long counts as away, milliseconds. A wait for a lock ends before. */
const SILENCE_MS = 2_500;

/** A position in a database's log, bytes. */
export type Written = { wal: bigint; timeline: string };

export type OutboxWatcher = {
  /** Up to which transaction all changes have been passed on; undefined before the outbox was read for the first time. */
  position(): { transaction: number; timeline: string } | undefined;
  /** Where in the log of which database all changes are that have been passed on; undefined before that is known. */
  written(): Written | undefined;
  /** Seconds since it was read last, by a clock that nobody sets; since the start where it has not been read. */
  age(): number;
  /** Whether the database was there the last time, though it may have been too busy to answer. */
  isReachable(): boolean;
  stop(): Promise<void>;
};

/**
 * Reads the outbox as soon as PostgreSQL notifies, and twice a second in any case, and passes each change on once, to
 * `onChanges`. Before that it publishes due articles and looks for front pages with placements that begin or end.
 * Continues where it was when the database is reachable again. Before the first change `onHistory` is told of what was
 * changed before this process; once more, and everything is changed, where a failover has lost what had been passed on.
 */
export function watchOutbox(
  onHistory: (history: TouchHistory) => void,
  onChanges: (changes: Pick<Change, 'keys' | 'transaction'>[]) => void,
): OutboxWatcher {
  let position: string | null = null;
  let timeline = '';
  let written: Written | undefined;
  let frontsCheckedAt: string | null = null;
  let passedOn = new Set<string>();
  let isReachable = true;
  let isReadOnly = false;
  let isAnother = false;
  let hasFailed = false;
  let readAt = performance.now();
  let isStopped = false;
  let wake = () => {};

  async function read(): Promise<void> {
    isReadOnly = await isPublishingPaused();
    if (position === null) {
      // Where the outbox stands comes first: what is written in between is told twice rather than never.
      const { position: start, wal } = await listChanges(null);
      const history = await findTouchHistory();
      timeline = history.timeline;
      onHistory(history);
      position = start;
      written = { wal, timeline };
      // Pages may have what is lost there.
      if (isAnother) onChanges([{ keys: [EVERYTHING], transaction: Number(start) }]);
      isAnother = false;
    }
    const fronts = await listFrontsToRefresh(frontsCheckedAt);
    setClock(fronts.date);
    const outbox = await listChanges(position);
    if (outbox.timeline !== timeline || BigInt(outbox.position) < BigInt(position)) {
      log().warn('another database answers, after a failover or from a backup; all pages are made anew');
      [position, isAnother, written] = [null, true, undefined];
      return;
    }
    const newChanges = outbox.changes.filter(({ id }) => !passedOn.has(id));
    // Only changes that were listed this time can be listed again.
    passedOn = new Set(outbox.changes.map(({ id }) => id));
    position = outbox.position;
    frontsCheckedAt = fronts.at;
    if (newChanges.length > 0) written = { wal: outbox.wal, timeline };
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
      // Changes from then on may be missing.
      const begunAt = performance.now();
      try {
        await read();
        if (hasFailed) log().info('the outbox can be read again');
        if (!isReadOnly && (hasFailed || currentTrouble() === 'read-only')) forgetTrouble();
        hasFailed = false;
        readAt = begunAt;
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
    written: () => written,
    age: () => (performance.now() - readAt) / 1_000,
    isReachable: () => isReachable,
    async stop() {
      isStopped = true;
      wake();
      await Promise.all([running, stopListening()]);
    },
  };
}

/** Publishes what is due, and ends breaking news whose time is over. A database that is read-only is read all the same: that waits until it can be written. */
async function isPublishingPaused(): Promise<boolean> {
  try {
    await publishDueArticles();
    await endDueBreakingNews();
    return false;
  } catch (error) {
    if (databaseTrouble(error) !== 'read-only') throw error;
    noteTrouble(error);
    return true;
  }
}
