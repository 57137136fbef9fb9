import type { ArticleText } from '#newsroom/editing/working-copy';
import type { BrowserCopy } from './browser-copy.ts';

/** What came of sending a text to be saved. */
export type SaveResult =
  /** `removed` characters could not be stored. */
  | { kind: 'saved'; version: number; slug: string; publishedVersion: number; removed: number }
  | { kind: 'conflict'; version: number; text: ArticleText; byName: string }
  /** The server refuses it: signed out, not allowed, gone, not a text, a block that it does not know, a database that is read-only. */
  | { kind: 'refused'; why: 'signed-out' | 'not-allowed' | 'absent' | 'bad-text' | 'unknown-block' | 'read-only' }
  | { kind: 'unreachable' };

/** What somebody else has saved since this window began. */
type Theirs = { version: number; text: ArticleText; byName: string };

export type AutosaveState = {
  status:
    | 'saved'
    | 'writing'
    | 'saving'
    | 'unreachable'
    | 'signed-out'
    | 'not-allowed'
    | 'absent'
    | 'bad-text'
    | 'unknown-block'
    | 'read-only'
    | 'conflict';
  version: number;
  slug: string;
  theirs: Theirs | null;
  /** When the server last took it, ms since 1970. */
  savedAt: number | null;
  /** The version that readers have or will have, as of the last save here; 0 before it. */
  publishedVersion: number;
  /** How many characters of what was saved last could not be stored. */
  removed: number;
};

type AutosaveOptions = {
  send(text: ArticleText, base: number, isExplicit: boolean): Promise<SaveResult>;
  /** Keeps a copy in the browser, or deletes it. */
  keepCopy(copy: BrowserCopy | null): void;
  changed(): void;
};

/** After the last key, and at the latest after the first one that was not saved, ms. */
const IDLE_MS = 1_500;
const LONGEST_MS = 10_000;
/**
 * Asking again does not make a refused text better, but somebody may sign in, a process that has been updated may know
 * the block, and a standby becomes the primary.
 */
const MAY_PASS: ReadonlySet<string> = new Set(['signed-out', 'unknown-block', 'read-only']);
const RETRY_MS = [2_000, 4_000, 8_000, 16_000, 30_000];

/**
 * Keeps a text that is being written: a copy in the browser at once, on the server after a pause. One save is under way
 * at a time, so that a window never meets itself; what is written meanwhile goes with the next. Nothing is ever given
 * up: what the server does not take stays and is tried again, what somebody else has changed waits for the writer's
 * decision.
 */
export class TextAutosave {
  #text: ArticleText;
  /** The text that the server has saved last, or is said to have. */
  #saved: ArticleText;
  #state: AutosaveState;
  #dirtySince: number | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #saving: Promise<void> | null = null;
  #failures = 0;
  readonly #options: AutosaveOptions;

  constructor(opened: { text: ArticleText; version: number; slug: string }, options: AutosaveOptions) {
    this.#text = opened.text;
    this.#saved = opened.text;
    this.#options = options;
    this.#state = {
      status: 'saved',
      version: opened.version,
      slug: opened.slug,
      theirs: null,
      savedAt: null,
      publishedVersion: 0,
      removed: 0,
    };
  }

  get state(): AutosaveState {
    return this.#state;
  }

  get text(): ArticleText {
    return this.#text;
  }

  /** The text that this window began from, or has saved last. */
  get base(): ArticleText {
    return this.#saved;
  }

  get isDirty(): boolean {
    return this.#text !== this.#saved;
  }

  write(change: Partial<ArticleText>): void {
    this.#text = { ...this.#text, ...change };
    this.#dirtySince ??= Date.now();
    this.#options.keepCopy({
      text: this.#text,
      base: this.#state.version,
      baseText: this.#saved,
      at: Date.now(),
    });
    if (this.#state.status === 'conflict') return;
    this.#set({ status: this.#state.status === 'saved' ? 'writing' : this.#state.status });
    const waited = Date.now() - this.#dirtySince;
    this.#later(Math.max(0, Math.min(IDLE_MS, LONGEST_MS - waited)));
  }

  /** Saves what there is now; says whether the server has it. `isExplicit` keeps it as a revision. */
  async save(isExplicit: boolean): Promise<boolean> {
    clearTimeout(this.#timer);
    while (this.#saving) await this.#saving;
    if (this.#state.status === 'conflict') return false;
    if (!this.isDirty && !isExplicit) return true;
    this.#saving = this.#send(isExplicit);
    await this.#saving;
    return this.#state.status === 'saved' || this.#state.status === 'writing';
  }

  /** Goes on from what somebody else has saved, with a text that the writer has decided on; saved as save does. */
  async settle(text: ArticleText, isExplicit: boolean): Promise<boolean> {
    const { theirs } = this.#state;
    if (!theirs) return false;
    this.#text = text;
    this.#saved = theirs.text;
    this.#set({ status: 'writing', version: theirs.version, theirs: null });
    return this.save(isExplicit);
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  async #send(isExplicit: boolean): Promise<void> {
    const text = this.#text;
    this.#set({ status: 'saving' });
    const sent = await this.#options.send(text, this.#state.version, isExplicit);
    this.#saving = null;
    if (sent.kind === 'saved') {
      this.#failures = 0;
      this.#saved = text;
      this.#dirtySince = null;
      const isDone = this.#text === text;
      if (isDone) this.#options.keepCopy(null);
      const { kind: _, ...saved } = sent;
      this.#set({ status: isDone ? 'saved' : 'writing', ...saved, savedAt: Date.now() });
      if (!isDone) this.write({});
    } else if (sent.kind === 'conflict') {
      this.#set({ status: 'conflict', theirs: { version: sent.version, text: sent.text, byName: sent.byName } });
    } else {
      this.#set({ status: sent.kind === 'refused' ? sent.why : 'unreachable' });
      if (sent.kind === 'unreachable' || MAY_PASS.has(sent.why)) {
        this.#later(RETRY_MS[Math.min(this.#failures++, RETRY_MS.length - 1)] ?? IDLE_MS);
      }
    }
  }

  #later(ms: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.save(false), ms);
  }

  #set(change: Partial<AutosaveState>): void {
    this.#state = { ...this.#state, ...change };
    this.#options.changed();
  }
}
