// Sends letters that are due (`send-letters letters`), asks readers to confirm (`send-letters notices`), or reads what
// has come back (`send-letters reports`), in a process of its own: a web process starts it at the lowest priority
// (platform/background-process.ts), since drawing a letter takes the processor for longer than a reader is to wait. It
// may be killed at any moment.
import { doLetterWork } from '#newsroom/letters/do-letter-work';
import { LETTER_WORK } from '#newsroom/letters/has-letter-work';
import { database } from '#platform/database';
import { log } from '#platform/log';

/** After so long it ends, and another goes on: one that hangs would else keep its work from being done. */
const LONGEST_MS = 20 * 60_000;
/** What it is doing at that moment it has so long to finish. */
const FINISH_MS = 5 * 60_000;

const stopping = new AbortController();
setTimeout(() => stopping.abort(), LONGEST_MS).unref();
setTimeout(() => process.exit(1), LONGEST_MS + FINISH_MS).unref();
process.on('SIGINT', () => {});
// What is being sent is sent, and recorded.
process.on('SIGTERM', () => stopping.abort());
process.on('disconnect', () => stopping.abort());

try {
  const work = LETTER_WORK.find((one) => one === process.argv[2]);
  if (work) await doLetterWork(work, { signal: stopping.signal });
} catch (error) {
  log().warn({ err: error }, 'letters could not be sent');
} finally {
  await database().$disconnect();
  process.exit();
}
