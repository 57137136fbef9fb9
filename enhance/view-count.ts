/** Tells the server that the article has been on screen for a second, and shows the count that it answers with. */
export class ViewCount extends HTMLElement {
  #timer = 0;

  connectedCallback(): void {
    // Whoever reads a preview is no reader yet, and what is not published has no count.
    if (location.pathname.startsWith('/admin/')) return;
    document.addEventListener('visibilitychange', this.#watch);
    this.#watch();
  }

  disconnectedCallback(): void {
    this.#stop();
  }

  // A page that the browser prerenders or keeps in a background tab has not been opened by anyone yet.
  #watch = (): void => {
    clearTimeout(this.#timer);
    if (document.visibilityState === 'visible') this.#timer = window.setTimeout(() => this.#tell(), 1_000);
  };

  #stop(): void {
    clearTimeout(this.#timer);
    document.removeEventListener('visibilitychange', this.#watch);
  }

  async #tell(): Promise<void> {
    this.#stop();
    const response = await fetch('/api/views', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ article: Number(this.dataset.article) }),
      keepalive: true,
    }).catch(() => undefined);
    if (!response?.ok) return;
    const { views } = await response.json();
    this.textContent = new Intl.NumberFormat(document.documentElement.lang).format(views);
  }
}
