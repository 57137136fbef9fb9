// Sends letters that are due and reads what has come back (`send-letters letters`), or asks readers to confirm
// (`send-letters notices`), in a process of its own: a web process starts it at the lowest priority
// (platform/background-process.ts), since drawing a letter takes the processor for longer than a reader is to wait. It
// may be killed at any moment.
import { doLetterWork } from '#newsroom/letters/do-letter-work';
import { LETTER_WORK } from '#newsroom/letters/has-letter-work';
import { database } from '#platform/database';
import { log } from '#platform/log';

const stopping = new AbortController();
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
