import type { ShownPicture } from '#newsroom/media/shown-picture';

/** What is drawn of a picture where a story is written: words are the library's, in the story's language. */
export type ChosenPicture = Pick<ShownPicture, 'src' | 'alt' | 'caption' | 'credit'>;

/** Asks the library for pictures by id; null where it could not be reached. */
type Find = (ids: readonly string[]) => Promise<ShownPicture[] | null>;

/**
 * The pictures at hand where a story is written. One that came with text from elsewhere is asked for, with all others
 * that come in that moment.
 */
export class ChosenPictures {
  #pictures: Map<string, ChosenPicture | null>;
  #wanted: string[] = [];
  readonly #listeners = new Set<() => void>();
  readonly #find: Find;

  constructor(pictures: Record<string, ChosenPicture>, find: Find) {
    this.#pictures = new Map(Object.entries(pictures));
    this.#find = find;
  }

  readonly subscribe = (listener: () => void) => {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  };

  /** Undefined until it is known; null for one that the library does not have. */
  pictureOf(id: string): ChosenPicture | null | undefined {
    return this.#pictures.get(id);
  }

  put(id: string, picture: ChosenPicture | null): void {
    this.#pictures.set(id, picture);
    for (const listener of this.#listeners) listener();
  }

  async ask(id: string): Promise<void> {
    if (this.#pictures.has(id) || this.#wanted.includes(id)) return;
    this.#wanted.push(id);
    await Promise.resolve();
    const ids = this.#wanted;
    if (!ids.includes(id)) return;
    this.#wanted = [];
    const found = await this.#find(ids);
    // What could not be asked is asked for again when it is next drawn.
    if (found) for (const id of ids) this.put(id, found.find((picture) => picture.id === id) ?? null);
  }
}
