/**
 * A plain link to a list's next page that, with this script, brings the page's items here instead. The list is the
 * element named by data-list; the next page has one with the same id and, where it goes on, a link in a <load-more> of
 * its own.
 */
export class LoadMore extends HTMLElement {
  #words = '';

  connectedCallback(): void {
    this.#words = this.querySelector('a')?.textContent ?? '';
    this.addEventListener('click', (event) => {
      const link = (event.target as Element).closest('a');
      if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
      event.preventDefault();
      void this.#load(link);
    });
  }

  async #load(link: HTMLAnchorElement): Promise<void> {
    if (this.hasAttribute('aria-busy')) return;
    this.setAttribute('aria-busy', 'true');
    link.textContent = this.dataset.loading ?? this.#words;
    try {
      const response = await fetch(link.href);
      if (!response.ok) throw new Error(String(response.status));
      const page = new DOMParser().parseFromString(await response.text(), 'text/html');
      const list = document.getElementById(this.dataset.list ?? '');
      const items = [...(page.getElementById(this.dataset.from ?? this.dataset.list ?? '')?.children ?? [])];
      const next = page.querySelector<HTMLAnchorElement>('load-more a[rel="next"]');
      list?.append(...items);
      items[0]?.querySelector('a')?.focus();
      if (next) link.setAttribute('href', next.getAttribute('href') ?? '');
      else this.remove();
      link.textContent = this.#words;
    } catch {
      link.textContent = this.dataset.failed ?? this.#words;
    } finally {
      this.removeAttribute('aria-busy');
    }
  }
}
