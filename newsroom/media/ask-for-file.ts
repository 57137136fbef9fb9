import { LRUCache } from 'lru-cache';
import { askMachine } from '#platform/ask-machine';
import { log } from '#platform/log';

/** For how long a machine that has failed is not asked again, milliseconds: readers wait for it in turn. */
const AWAY_MS = 15_000;

const away = new LRUCache<string, true>({ max: 100, ttl: AWAY_MS });
/** Machines that the log has said to be away, until they are back. */
const missed = new Set<string>();

/**
 * Asks another machine for a file of at most `limit` bytes; undefined where it has none, `away` where it cannot be asked
 * or could not just now.
 */
export async function askForFile(
  machine: string,
  file: string,
  limit: number,
): Promise<Uint8Array | 'away' | undefined> {
  if (away.has(machine)) return 'away';
  const answer = await askMachine(machine, file, { limit });
  if (answer.kind === 'failed') {
    away.set(machine, true);
    if (!missed.has(machine)) log().warn({ machine, why: answer.why }, 'a machine cannot be asked for files');
    missed.add(machine);
    return 'away';
  }
  if (missed.delete(machine)) log().info({ machine }, 'a machine can be asked for files again');
  return answer.kind === 'file' ? answer.bytes : undefined;
}
