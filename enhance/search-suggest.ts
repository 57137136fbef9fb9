/** How long a reader has to pause before we ask, in milliseconds. */
const PAUSE = 150;

let lists = 0;

/**
 * A field for a question, with suggestions of how it may go on: a combobox with a listbox (WAI-ARIA), where arrows
 * move, Enter takes, Escape closes. What is shown always belongs to what is typed: an answer that comes too late is not
 * waited for.
 */
export class SearchSuggest extends HTMLElement {
  #input: HTMLInputElement | null = null;
  #list = document.createElement('ul');
  #timer = 0;
  #asked = new AbortController();
  /** What the reader has typed, while a suggestion stands in the field. */
  #typed = '';

  connectedCallback(): void {
    const input = this.querySelector('input');
    if (!input) return;
    this.#input = input;
    this.#list.id = `suggestions-${++lists}`;
    this.#list.className = 'suggestions';
    this.#list.hidden = true;
    this.#list.setAttribute('role', 'listbox');
    this.#list.setAttribute('aria-label', this.dataset.label ?? '');
    this.append(this.#list);
    for (const [name, value] of Object.entries({
      role: 'combobox',
      'aria-autocomplete': 'list',
      'aria-controls': this.#list.id,
      'aria-expanded': 'false',
    })) {
      input.setAttribute(name, value);
    }
    input.addEventListener('input', () => this.#wait());
    input.addEventListener('keydown', (event) => this.#key(event));
    input.addEventListener('blur', () => this.#show([]));
    // The field keeps the focus while a suggestion is pressed.
    this.#list.addEventListener('pointerdown', (event) => event.preventDefault());
    this.#list.addEventListener('click', ({ target }) => {
      const option = (target as Element).closest('li');
      if (!option) return;
      input.value = option.textContent ?? '';
      input.form?.requestSubmit();
    });
  }

  disconnectedCallback(): void {
    this.#show([]);
    this.#list.remove();
  }

  #wait(): void {
    clearTimeout(this.#timer);
    this.#asked.abort();
    this.#typed = this.#input?.value ?? '';
    if (this.#typed.trim().length < 2) this.#show([]);
    else this.#timer = window.setTimeout(() => this.#ask(this.#typed), PAUSE);
  }

  async #ask(question: string): Promise<void> {
    this.#asked = new AbortController();
    const { signal } = this.#asked;
    try {
      const query = new URLSearchParams({ language: this.dataset.language ?? '', q: question });
      const response = await fetch(`/api/search/suggest?${query}`, { signal });
      const { suggestions } = response.ok ? await response.json() : { suggestions: [] };
      if (!signal.aborted && document.activeElement === this.#input) this.#show(suggestions);
    } catch {
      // Aborted by the next letter, or unreachable: the field works without suggestions.
      if (!signal.aborted) this.#show([]);
    }
  }

  #show(suggestions: string[]): void {
    if (suggestions.length === 0) {
      clearTimeout(this.#timer);
      this.#asked.abort();
    }
    this.#list.replaceChildren(
      ...suggestions.map((suggestion, index) => {
        const option = document.createElement('li');
        option.id = `${this.#list.id}-${index}`;
        option.setAttribute('role', 'option');
        option.setAttribute('aria-selected', 'false');
        option.textContent = suggestion;
        return option;
      }),
    );
    this.#list.hidden = suggestions.length === 0;
    this.#input?.setAttribute('aria-expanded', String(suggestions.length > 0));
    this.#input?.removeAttribute('aria-activedescendant');
  }

  #key(event: KeyboardEvent): void {
    if (this.#list.hidden || event.isComposing) return;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      this.#move(event.key === 'ArrowDown' ? 1 : -1);
    } else if (event.key === 'Escape') {
      event.preventDefault();
      if (this.#input) this.#input.value = this.#typed;
      this.#show([]);
    }
  }

  /** To the next option, round by what was typed; the field shows what Enter would send. */
  #move(by: number): void {
    const options = [...this.#list.children];
    const current = options.findIndex((option) => option.getAttribute('aria-selected') === 'true');
    const places = options.length + 1;
    const next = ((current + 1 + by + places) % places) - 1;
    for (const [index, option] of options.entries()) option.setAttribute('aria-selected', String(index === next));
    const option = options[next];
    if (!this.#input) return;
    if (option) this.#input.setAttribute('aria-activedescendant', option.id);
    else this.#input.removeAttribute('aria-activedescendant');
    this.#input.value = option?.textContent ?? this.#typed;
  }
}
