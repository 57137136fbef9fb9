import type { ChildProcess } from 'node:child_process';

/** What is asked, and answered in the same word. */
const ALIVE = 'alive?';

const EVERY_MS = 5_000;
/** So many questions without an answer: half a minute, which no page and no collection of garbage takes. */
const MISSED = 6;

/**
 * Asks a child process again and again whether it is alive, and calls `lost` once when it has not answered for long: it
 * is in an endless loop, or has been stopped. Counts questions, not time: a machine that was asleep has asked none. The
 * child answers with `answerWhenAsked`.
 */
export function watchAnswers(
  child: ChildProcess,
  lost: () => void,
  { everyMs = EVERY_MS, missed = MISSED } = {},
): void {
  let unanswered = 0;
  const timer = setInterval(() => {
    if (unanswered === missed) lost();
    unanswered++;
    if (child.connected) child.send(ALIVE, () => {});
  }, everyMs).unref();
  child.on('message', (message) => {
    if (message === ALIVE) unanswered = 0;
  });
  child.once('exit', () => clearInterval(timer));
}

/** In the child: whoever gets to its messages is alive. */
export function answerWhenAsked(): void {
  process.on('message', (message) => {
    if (message === ALIVE) process.send?.(ALIVE);
  });
}
