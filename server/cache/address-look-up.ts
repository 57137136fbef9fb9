import { questionOf } from '#newsroom/articles/address-parts';
import type { AddressPart } from '#newsroom/articles/find-known-addresses';
import { BatchedQuestions, type Unasked } from '#server/cache/batched-questions';

/**
 * What the database knows of an address: it has it, or a list that somebody wants from a place of their own making, or
 * nothing for the API to answer with (`passing`: shown and not kept), or nothing; or why it could not be asked.
 */
export type LookedUp = 'known' | 'passing' | 'absent' | Unasked;

/** Asks the database which addresses there are. */
export class AddressLookUp {
  readonly #questions: BatchedQuestions<AddressPart, boolean>;

  /** `find` answers which of some parts are known, by their positions. */
  constructor(find: (parts: readonly AddressPart[]) => Promise<Set<number>>, isReachable?: () => boolean) {
    this.#questions = new BatchedQuestions(async (parts) => {
      const known = await find(parts);
      return parts.map((_, index) => known.has(index));
    }, isReachable);
  }

  async find(address: string): Promise<LookedUp> {
    const question = questionOf(address);
    if (question.absent) return 'absent';
    const { part, others = [], isApi, isMadeUp } = question;
    const [known, ...places] = await Promise.all([
      !part || this.#questions.ask(part),
      ...others.map((other) => this.#questions.ask(other)),
    ]);
    const answers = [known, ...places];
    const unasked = answers.find((answer) => typeof answer === 'string');
    if (unasked) return unasked;
    if (!known && !isApi) return 'absent';
    return answers.every(Boolean) && !isMadeUp ? 'known' : 'passing';
  }
}
