type News = { id: number; text: string; url: string };

/** How often a page that is looked at asks, milliseconds. Nearly always the answer is that nothing has changed (304). */
const EVERY_MS = 30_000;

/**
 * Breaking news at the top of the page, kept right while the page is open. What has come since is shown at the foot of
 * the window, where it moves nothing, and read out; what was taken back is gone at once, and leaves its place empty. So is
 * what is over where the site cannot be asked: in a page that the browser has kept.
 */
export class BreakingBar extends HTMLElement {
  #timer = 0;
  #askedAt = Date.now();
  #late = document.createElement('div');

  connectedCallback(): void {
    if (location.pathname.startsWith('/admin/')) return;
    this.#late.setAttribute('role', 'status');
    this.append(this.#late);
    // A clock may be wrong: the site knows.
    if (this.#hideIfOver()) this.#askedAt = 0;
    document.addEventListener('visibilitychange', this.#wait);
    this.#wait();
  }

  disconnectedCallback(): void {
    clearTimeout(this.#timer);
    document.removeEventListener('visibilitychange', this.#wait);
  }

  // A page in a background tab asks when somebody comes back to it.
  #wait = (): void => {
    clearTimeout(this.#timer);
    if (document.visibilityState !== 'visible') return;
    this.#timer = window.setTimeout(() => this.#ask(), Math.max(0, this.#askedAt + EVERY_MS - Date.now()));
  };

  async #ask(): Promise<void> {
    this.#askedAt = Date.now();
    try {
      const response = await fetch(`/api/v1/breaking?language=${this.dataset.language}`);
      if (response.ok) this.#show((await response.json()).breaking);
    } catch {
      // Without a network the page stays as it is.
      this.#hideIfOver();
    }
    this.#wait();
  }

  #hideIfOver(): boolean {
    const isOver = Date.now() > Number(this.dataset.until);
    if (isOver) this.#show(null);
    return isOver;
  }

  #show(news: News | null): void {
    const atTop = this.querySelector<HTMLElement>(':scope > aside');
    const isAtTop = news !== null && String(news.id) === this.dataset.news;
    if (atTop) atTop.style.visibility = isAtTop ? '' : 'hidden';
    if (!news || isAtTop) this.#late.replaceChildren();
    else if (this.#late.dataset.news !== String(news.id)) this.#tell(news);
    const link = (isAtTop ? atTop : this.#late)?.querySelector('a');
    if (!news || !link) return;
    if (link.textContent !== news.text) link.textContent = news.text;
    link.href = news.url;
  }

  #tell({ id, text }: News): void {
    this.#late.dataset.news = String(id);
    const [notice, line, label, link, close] = (['aside', 'p', 'strong', 'a', 'button'] as const).map((name) =>
      document.createElement(name),
    ) as [HTMLElement, HTMLElement, HTMLElement, HTMLAnchorElement, HTMLButtonElement];
    notice.className = 'breaking breaking-late no-print';
    notice.setAttribute('aria-label', this.dataset.label ?? '');
    line.className = 'page';
    label.textContent = this.dataset.label ?? '';
    link.textContent = text;
    close.type = 'button';
    close.textContent = '×';
    close.setAttribute('aria-label', this.dataset.close ?? '');
    close.addEventListener('click', () => this.#late.replaceChildren());
    line.append(label, ' ', link, close);
    notice.append(line);
    this.#late.replaceChildren(notice);
  }
}
