/** A page asks so often, plus up to a quarter more, so that not all do at once: well below ten seconds, milliseconds. */
const EVERY_MS = 6_400;
/** Whoever has not asked for so long begins at a step, as all others who were away. */
const AWAY_MS = 60_000;
const TIMEOUT_MS = 8_000;
/** Longest between two questions while nobody answers. */
const PATIENCE_MS = 60_000;
/** So many new entries are put into the page at most; for more the page is opened anew. */
const MOST_NEW = 60;

/**
 * Has a page of a live blog follow what happens. Changes of what it shows are made in place, at once; what is new waits
 * for the reader, who is told how much there is. Nothing moves that the reader looks at.
 */
export class LiveUpdates extends HTMLElement {
  #change = 0;
  #askedAt = Date.now();
  #failures = 0;
  #timer = 0;
  #isAsking = false;
  #isPaused = false;
  /** Stays so: the coverage has ended. */
  #isOver = false;
  /** New entries by their ids. */
  readonly #fresh = new Map<string, Element>();
  /** What is to stand above the entries; it waits while the reader looks at what stands there. */
  #head: Element | null = null;
  /** The number of a change of headline, summary or corrections that the page does not have yet, or 0. */
  #summary = 0;

  connectedCallback(): void {
    this.#change = Number(this.dataset.change);
    for (const name of ['visibilitychange', 'online', 'pageshow']) addEventListener(name, this.#wake, true);
    this.#button?.addEventListener('click', () => this.#pause());
    this.#link?.addEventListener('click', (event) => {
      if (this.dataset.takes && this.#fresh.size <= MOST_NEW) {
        event.preventDefault();
        this.#show();
      }
    });
    if (this.#button) this.#button.hidden = false;
    this.#later();
  }

  disconnectedCallback(): void {
    clearTimeout(this.#timer);
    for (const name of ['visibilitychange', 'online', 'pageshow']) removeEventListener(name, this.#wake, true);
  }

  get #link(): HTMLAnchorElement | null {
    return this.querySelector('[data-show]');
  }

  get #button(): HTMLButtonElement | null {
    return this.querySelector('button');
  }

  get #stream(): HTMLElement | null {
    return document.getElementById('live-stream');
  }

  // Nobody looks at a hidden page; shown again it asks at once.
  #wake = (): void => {
    if (document.hidden) clearTimeout(this.#timer);
    else if (Date.now() - this.#askedAt > EVERY_MS || this.#failures > 0) void this.#ask();
    else this.#later();
  };

  #later(ms = EVERY_MS * 2 ** this.#failures): void {
    clearTimeout(this.#timer);
    if (this.#isOver || this.#isPaused || document.hidden) return;
    this.#timer = window.setTimeout(() => void this.#ask(), Math.min(ms, PATIENCE_MS) * (1 + Math.random() / 4));
  }

  #pause(): void {
    this.#isPaused = !this.#isPaused;
    if (this.#button) this.#button.textContent = this.dataset[this.#isPaused ? 'resume' : 'pause'] ?? '';
    if (this.#isPaused) clearTimeout(this.#timer);
    else void this.#ask();
  }

  async #ask(): Promise<void> {
    if (this.#isAsking || this.#isOver || this.#isPaused) return;
    this.#isAsking = true;
    let pause: number | undefined;
    const isAway = Date.now() - this.#askedAt > AWAY_MS;
    const from = this.#change - (isAway ? this.#change % Number(this.dataset.step) : 0);
    try {
      const response = await fetch(`${this.dataset.address}${from}`, { signal: AbortSignal.timeout?.(TIMEOUT_MS) });
      // A server that has not heard yet of the last change knows no such number; of a story that was withdrawn none does,
      // until it is published again.
      if (!response.ok) throw new Error(String(response.status));
      const changes = (await pageOf(response)).querySelector<HTMLElement>('live-changes');
      if (!changes) throw new Error('no changes');
      this.#take(changes);
      if (this.#summary) await this.#readSummary();
      this.#failures = 0;
      if ('closed' in changes.dataset && !('more' in changes.dataset)) this.#end();
      // There is more: the rest of what has been missed.
      if ('more' in changes.dataset) pause = 0;
      else this.#askedAt = Date.now();
    } catch {
      this.#failures = Math.min(this.#failures + 1, 4);
    } finally {
      this.#isAsking = false;
      this.#later(pause);
    }
  }

  #take(changes: HTMLElement): void {
    const summary = Number(changes.dataset.summary ?? 0);
    if (summary > this.#change) this.#summary = summary;
    this.#change = Math.max(this.#change, Number(changes.dataset.change));
    let isUrgent = false;
    this.#keepPlace(() => {
      for (const entry of changes.querySelectorAll<HTMLElement>(':scope > .live-entry')) {
        const there = document.getElementById(entry.id);
        if (!there) this.#await(entry);
        else if (there.outerHTML !== entry.outerHTML) {
          isUrgent ||= isInHead(entry);
          replace(there, entry);
        }
      }
      for (const gone of changes.querySelectorAll<HTMLElement>('[data-withdrawn]')) {
        const id = `entry-${gone.dataset.withdrawn}`;
        const there = document.getElementById(id);
        isUrgent = true;
        this.#fresh.delete(id);
        if (!there) continue;
        const note = document.createElement('p');
        note.id = id;
        note.className = 'live-entry live-withdrawn';
        note.dataset.at = there.dataset.at;
        note.textContent = this.dataset.withdrawn ?? '';
        replace(there, note);
      }
      this.#head = changes.querySelector('[data-live-head]') ?? this.#head;
      this.#placeHead(isUrgent);
    });
    this.#tell();
  }

  #end(): void {
    this.#isOver = true;
    this.#tell();
  }

  /** Puts what the story says itself into the page: it changes so seldom that the page is read again for it. */
  async #readSummary(): Promise<void> {
    const response = await fetch(location.pathname, { cache: 'no-cache', signal: AbortSignal.timeout?.(TIMEOUT_MS) });
    if (!response.ok) throw new Error(String(response.status));
    const page = await pageOf(response);
    // Another server may not have heard of it yet.
    const updates = page.querySelector<HTMLElement>('live-updates');
    if (updates && Number(updates.dataset.change) < this.#summary) return;
    this.#summary = 0;
    document.title = page.title;
    this.#keepPlace(() => {
      for (const part of document.querySelectorAll<HTMLElement>('[data-live-part]')) {
        const now = page.querySelector(`[data-live-part=${part.dataset.livePart}]`);
        if (now && now.innerHTML !== part.innerHTML) part.replaceChildren(...now.childNodes);
      }
    });
  }

  /** A new entry waits, unless it is one of another page. */
  #await(entry: HTMLElement): void {
    const { takes } = this.dataset;
    if (!takes) return;
    const shown = this.#entries();
    const first = Math.min(...shown.map(timeOf));
    const isWhole = !document.querySelector('.live-paging a');
    if (isWhole || shown.length === 0 || timeOf(entry) >= first) this.#fresh.set(entry.id, entry);
  }

  #entries(): HTMLElement[] {
    return [...(this.#stream?.querySelectorAll<HTMLElement>(':scope > .live-entry') ?? [])];
  }

  /** Puts what stands above the entries in its place, at once or when nobody looks at it. */
  #placeHead(isUrgent: boolean): void {
    const there = document.querySelector<HTMLElement>('.live-blog > [data-live-head]');
    if (!there || !this.#head) return;
    const isSame = there.innerHTML === this.#head.innerHTML;
    if (!isSame && !isUrgent && isInView(there)) return;
    if (!isSame) there.replaceChildren(...this.#head.childNodes);
    this.#head = null;
  }

  #tell(): void {
    const count = this.#fresh.size + (this.#head && document.querySelector('.live-blog > [data-live-head]') ? 1 : 0);
    const text = [
      count > 0 && this.dataset.count?.replace('#', new Intl.NumberFormat(document.documentElement.lang).format(count)),
      this.#isOver && this.dataset.ended,
    ];
    const status = this.querySelector('[role=status]');
    const said = text.filter(Boolean).join(' ');
    if (status && status.textContent !== said) status.textContent = said;
    if (this.#link) this.#link.hidden = count === 0;
    if (this.#button) this.#button.hidden = this.#isOver;
  }

  /** The reader wants to see what is new. */
  #show(): void {
    const isTop = this.dataset.takes === 'top';
    const fresh = [...this.#fresh.values()] as HTMLElement[];
    this.#fresh.clear();
    this.#placeHead(true);
    this.#stream?.querySelector('.live-none')?.remove();
    for (const entry of fresh) {
      const after = this.#entries().find((other) =>
        isTop ? timeOf(other) < timeOf(entry) : timeOf(other) > timeOf(entry),
      );
      entry.tabIndex = -1;
      if (after) after.before(entry);
      else this.#stream?.append(entry);
    }
    this.#tell();
    const place = this.#entries().find((entry) => fresh.includes(entry));
    place?.focus({ preventScroll: true });
    (place ?? document.querySelector('[data-live-head]'))?.scrollIntoView({ block: 'start' });
  }

  /** Does something to the page, and has what the reader looks at stay where it is. */
  #keepPlace(work: () => void): void {
    const anchor = [...document.querySelectorAll<HTMLElement>('[data-live-head], .live-entry[id]')].find(
      (one) => one.getBoundingClientRect().bottom > 0,
    );
    const top = anchor?.getBoundingClientRect().top ?? 0;
    const root = document.documentElement;
    // The browser's own way of doing this would do it twice.
    root.style.overflowAnchor = 'none';
    work();
    const now = (anchor?.id ? document.getElementById(anchor.id) : anchor)?.getBoundingClientRect().top ?? top;
    // Where the anchor is below the top of the window, the reader sees what is above it.
    if (top <= 0 && now !== top) scrollBy({ top: now - top, behavior: 'instant' as ScrollBehavior });
    requestAnimationFrame(() => root.style.removeProperty('overflow-anchor'));
  }
}

/** Whether it stands above the others too, where its older text is to go. */
function isInHead({ id }: HTMLElement): boolean {
  return document.querySelector(`[data-live-head] a[href$="${id.replace('entry-', '/')}"]`) !== null;
}

/** An entry in the place of what stood there, at least as high: what is below does not move up. */
function replace(there: HTMLElement, by: HTMLElement): void {
  by.style.minHeight = `${there.offsetHeight}px`;
  by.classList.add('live-changed');
  there.replaceWith(by);
}

function timeOf({ dataset }: HTMLElement): number {
  return Number(dataset.at);
}

function isInView(element: HTMLElement): boolean {
  const { top, bottom } = element.getBoundingClientRect();
  return bottom > 0 && top < innerHeight;
}

async function pageOf(response: Response): Promise<Document> {
  return new DOMParser().parseFromString(await response.text(), 'text/html');
}
