import { questionOf } from '#newsroom/articles/address-parts';
import type { AddressPart } from '#newsroom/articles/find-known-addresses';
import { isAway } from '#platform/database-trouble';
import { noteTrouble } from '#platform/noted-trouble';

/** Most parts in one statement. */
const BATCH_LIMIT = 500;
/** So many may wait for the next statement. */
const WAITING_LIMIT = 2_000;

/**
 * What the database knows of an address: it has it, or a list that somebody wants from a place of their own making, or
 * nothing for the API to answer with (`passing`: shown and not kept), or nothing; or why it could not be asked.
 */
export type LookedUp = 'known' | 'passing' | 'absent' | 'unreachable' | 'busy' | 'failed';

type Find = (parts: readonly AddressPart[]) => Promise<Set<number>>;
type Waiting = { part: AddressPart; answer(known: boolean | 'unreachable' | 'busy' | 'failed'): void };

/** Asks the database which addresses there are: one statement at a time, for all that were asked for meanwhile. */
export class AddressLookUp {
  readonly #find: Find;
  #waiting: Waiting[] = [];
  #isAsking = false;

  constructor(find: Find) {
    this.#find = find;
  }

  async find(address: string): Promise<LookedUp> {
    const question = questionOf(address);
    if (question.absent) return 'absent';
    const { part, cursor, isApi } = question;
    const [known, isPlace] = await Promise.all([!part || this.#ask(part), !cursor || this.#ask(cursor)]);
    if (typeof known === 'string') return known;
    if (typeof isPlace === 'string') return isPlace;
    if (!known && !isApi) return 'absent';
    return known && isPlace ? 'known' : 'passing';
  }

  #ask(part: AddressPart): Promise<boolean | 'unreachable' | 'busy' | 'failed'> {
    if (this.#waiting.length >= WAITING_LIMIT) return Promise.resolve('busy');
    return new Promise((answer) => {
      this.#waiting.push({ part, answer });
      if (!this.#isAsking) void this.#askAll();
    });
  }

  async #askAll(): Promise<void> {
    this.#isAsking = true;
    // What arrives in the same turn of the event loop is asked for together.
    await new Promise((later) => setImmediate(later));
    while (this.#waiting.length > 0) {
      const batch = this.#waiting.splice(0, BATCH_LIMIT);
      try {
        const known = await this.#find(batch.map(({ part }) => part));
        for (const [index, { answer }] of batch.entries()) answer(known.has(index));
      } catch (error) {
        const trouble = noteTrouble(error);
        const why = !trouble ? 'failed' : isAway(trouble) ? 'unreachable' : 'busy';
        for (const { answer } of batch) answer(why);
      }
    }
    this.#isAsking = false;
  }
}
