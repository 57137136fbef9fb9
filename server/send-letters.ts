import { hasLetterWork, LETTER_WORK } from '#newsroom/letters/has-letter-work';
import { runInBackground } from '#platform/background-process';
import { type Repeated, repeat } from '#server/repeat';

/** How often it looks whether something is due, milliseconds; up to half as much more, so that processes take turns. */
const EVERY_MS = 5_000;

/**
 * Makes letters when it is time, and has them and what readers are to confirm sent, and what came back read, by
 * processes that end when nothing is due. Which of them any process sends is decided by PostgreSQL.
 */
export function sendLetters(everyMs = EVERY_MS): Repeated {
  const failure = 'letters that are due could not be looked for';
  const repeated = LETTER_WORK.map((work) =>
    repeat({ everyMs: () => everyMs * (1 + Math.random() / 2), failure }, async ({ signal }) => {
      if (await hasLetterWork(work)) await runInBackground('send-letters', [work], signal);
    }),
  );
  return {
    notify() {
      for (const one of repeated) one.notify();
    },
    async stop() {
      await Promise.all(repeated.map((one) => one.stop()));
    },
  };
}
