import { isAway } from '#platform/database-trouble';
import { noteTrouble } from '#platform/noted-trouble';

/** Most questions in one statement. */
const BATCH_LIMIT = 500;
/** So many may wait for the next statement. */
const WAITING_LIMIT = 2_000;

/** Why the database could not be asked. */
export type Unasked = 'unreachable' | 'busy' | 'failed';

type Waiting<Question, Answer> = { question: Question; resolve(answer: Answer | Unasked): void };

/** Asks the database: one statement at a time, for all that were asked for meanwhile. */
export class BatchedQuestions<Question, Answer> {
  readonly #askAll: (questions: readonly Question[]) => Promise<readonly Answer[]>;
  #waiting: Waiting<Question, Answer>[] = [];
  #isAsking = false;

  /** `askAll` answers questions in their order. */
  constructor(askAll: (questions: readonly Question[]) => Promise<readonly Answer[]>) {
    this.#askAll = askAll;
  }

  ask(question: Question): Promise<Answer | Unasked> {
    if (this.#waiting.length >= WAITING_LIMIT) return Promise.resolve('busy');
    return new Promise((resolve) => {
      this.#waiting.push({ question, resolve });
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
        const answers = await this.#askAll(batch.map(({ question }) => question));
        for (const [index, { resolve }] of batch.entries()) resolve(answers[index] as Answer);
      } catch (error) {
        const trouble = noteTrouble(error);
        const why = !trouble ? 'failed' : isAway(trouble) ? 'unreachable' : 'busy';
        for (const { resolve } of batch) resolve(why);
      }
    }
    this.#isAsking = false;
  }
}
