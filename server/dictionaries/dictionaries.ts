import { isLanguage, LANGUAGE_CODES, type Language } from '#i18n/languages';
import { listDictionaries } from '#newsroom/syndication/list-dictionaries';
import { saveDictionary } from '#newsroom/syndication/save-dictionary';
import { createDictionary, type Dictionary } from '#server/dictionaries/dictionary';

export type DictionariesOptions = {
  /** Names the program: pages of another one have other markup, and get a dictionary of their own. */
  build: string;
  /** Pages that are like many others of a language, one after the other; undefined while there are none. */
  sample(language: Language): Promise<{ bytes: Buffer; keys: string } | undefined>;
  /** Called with the dictionaries of this build whenever there are others. */
  onChange(current: readonly Dictionary[]): void;
  /** Called when something goes wrong that readers do not notice. */
  onError(message: string, error: unknown): void;
};

/** Those of this build and of the ones before it in all languages; the newest of them. */
const MOST = 12;
/** A dictionary that nobody here knows may be another machine's: the database is asked at most this often. */
const LOOK_AGAIN_MS = 2_000;
const EVERY_MS = 3_600_000;

/**
 * The dictionaries that pages are compressed with. They lie in the database, so that all machines have the same: the
 * first machine of a build makes them from its pages. See docs/decisions/076.
 */
export class Dictionaries {
  readonly #options: DictionariesOptions;
  #known: Dictionary[] = [];
  #lookedAt = -Infinity;
  #working: Promise<void> = Promise.resolve();
  #isRenewalDue = false;
  #timer: NodeJS.Timeout | undefined;

  constructor(options: DictionariesOptions) {
    this.#options = options;
  }

  /** Gets them from the database, makes those that are missing, and does so again every hour. */
  async start(): Promise<void> {
    this.#timer = setInterval(() => void this.#renew(), EVERY_MS).unref();
    await this.#renew();
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer);
    await this.#working;
  }

  /** The dictionary at an address, of whatever build; undefined if there is none. */
  async find(address: string): Promise<Dictionary | undefined> {
    const known = () => this.#known.find((dictionary) => dictionary.address === address);
    if (!known() && performance.now() - this.#lookedAt > LOOK_AGAIN_MS) await this.#inTurn(() => this.#load());
    return known();
  }

  /** Articles have changed: a dictionary that quotes one is looked at again, for that may have been withdrawn. */
  invalidate(changes: readonly { keys: readonly string[] }[]): void {
    const touched = changes.flatMap(({ keys }) => quotedArticles(keys));
    const isQuoted = this.#known.some(({ articles }) => touched.some((id) => articles.has(id)));
    if (isQuoted) void this.#renew();
  }

  #renew(): Promise<void> {
    if (this.#isRenewalDue) return this.#working;
    this.#isRenewalDue = true;
    return this.#inTurn(async () => {
      this.#isRenewalDue = false;
      await this.#load();
      const made = await Promise.all(LANGUAGE_CODES.map((language) => this.#makeIfMissing(language)));
      if (made.includes(true)) await this.#load();
    });
  }

  #inTurn(work: () => Promise<void>): Promise<void> {
    this.#working = this.#working.then(work).catch((error: unknown) => {
      this.#options.onError('the compression dictionaries are as they were', error);
    });
    return this.#working;
  }

  async #load(): Promise<void> {
    this.#lookedAt = performance.now();
    const before = this.#known;
    const stored = await listDictionaries(
      before.map(({ hash }) => hash),
      MOST,
    );
    this.#known = stored.flatMap(({ build, language, hash, content, articles }) => {
      const known = before.find((one) => one.hash === hash && one.build === build && one.language === language);
      if (known) return [known];
      const bytes = content ? Buffer.from(content) : before.find((one) => one.hash === hash)?.bytes;
      return bytes && isLanguage(language) ? [createDictionary(bytes, { build, language, articles })] : [];
    });
    const ofThisBuild = (all: Dictionary[]) => all.filter(({ build }) => build === this.#options.build);
    const current = ofThisBuild(this.#known);
    const previous = ofThisBuild(before);
    if (current.length !== previous.length || current.some((one) => !previous.includes(one)))
      this.#options.onChange(current);
  }

  /** Makes the dictionary of a language if this build has none. Whether it did. */
  async #makeIfMissing(language: Language): Promise<boolean> {
    const { build, sample } = this.#options;
    if (this.#known.some((one) => one.build === build && one.language === language)) return false;
    const sampled = await sample(language);
    if (!sampled) return false;
    const articles = [...new Set(quotedArticles(sampled.keys.split(' ')))];
    const { hash, bytes } = createDictionary(sampled.bytes, { build, language, articles });
    await saveDictionary({ build, language, hash, content: bytes, articles });
    return true;
  }
}

/** Ids of the articles whose text or card something was made from, by its surrogate keys. */
function quotedArticles(keys: readonly string[]): number[] {
  return keys.flatMap((key) => {
    const id = /^(?:article|card)-(\d+)$/.exec(key)?.[1];
    return id === undefined ? [] : [Number(id)];
  });
}
