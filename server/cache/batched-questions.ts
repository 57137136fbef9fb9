import { DatabaseLimit, databaseLimit, withDatabaseLimit } from '#platform/database-limit';
import { isAway } from '#platform/database-trouble';
import { noteTrouble } from '#platform/noted-trouble';
import { READERS_LIMIT_MS } from '#server/admission';

/** Most questions in one statement. */
const BATCH_LIMIT = 500;
/** So many may wait for the next statement. */
const WAITING_LIMIT = 2_000;

/** Why the database could not be asked. */
export type Unasked = 'unreachable' | 'slow' | 'busy' | 'failed';

type Waiting<Question, Answer> = { question: Question; resolve(answer: Answer | Unasked): void };

/** Asks the database: one statement at a time, for all that were asked for meanwhile. */
export class BatchedQuestions<Question, Answer> {
  readonly #askAll: (questions: readonly Question[]) => Promise<readonly Answer[]>;
  readonly #isReachable: () => boolean;
  #waiting: Waiting<Question, Answer>[] = [];
  #isAsking = false;

  /** `askAll` answers questions in their order. Nothing is asked of a database that is known to be away. */
  constructor(askAll: (questions: readonly Question[]) => Promise<readonly Answer[]>, isReachable = () => true) {
    this.#askAll = askAll;
    this.#isReachable = isReachable;
  }

  /** Whoever asks waits no longer than their own limit lets them (platform/database-limit.ts). */
  ask(question: Question): Promise<Answer | Unasked> {
    if (!this.#isReachable()) return Promise.resolve('unreachable');
    if (this.#waiting.length >= WAITING_LIMIT) return Promise.resolve('busy');
    const limit = databaseLimit();
    if (limit?.signal.aborted) return Promise.resolve('slow');
    const end = limit?.begin();
    return new Promise((resolve) => {
      const leave = () => answer('slow');
      const answer = (given: Answer | Unasked) => {
        end?.();
        limit?.signal.removeEventListener('abort', leave);
        resolve(given);
      };
      limit?.signal.addEventListener('abort', leave, { once: true });
      this.#waiting.push({ question, resolve: answer });
      if (!this.#isAsking) void this.#askWaiting();
    });
  }

  async #askWaiting(): Promise<void> {
    this.#isAsking = true;
    // What arrives in the same turn of the event loop is asked for together.
    await new Promise((later) => setImmediate(later));
    while (this.#waiting.length > 0) {
      const batch = this.#waiting.splice(0, BATCH_LIMIT);
      try {
        // With a limit of its own: it is for all of them.
        const answers = await withDatabaseLimit(new DatabaseLimit(READERS_LIMIT_MS), () =>
          this.#askAll(batch.map(({ question }) => question)),
        );
        for (const [index, { resolve }] of batch.entries()) resolve(answers[index] as Answer);
      } catch (error) {
        const trouble = noteTrouble(error);
        const why = !trouble ? 'failed' : isAway(trouble) ? 'unreachable' : 'slow';
        // Who came meanwhile has waited too, and would wait for as long again.
        for (const { resolve } of trouble ? [...batch, ...this.#waiting.splice(0)] : batch) resolve(why);
      }
    }
    this.#isAsking = false;
  }
}
