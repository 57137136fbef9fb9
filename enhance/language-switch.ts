/** Remembers the language that a reader goes over to, for the next time they come by the site's bare address. */
export class LanguageSwitch extends HTMLElement {
  connectedCallback(): void {
    this.addEventListener('click', ({ target }) => {
      const language = (target as Element).closest<HTMLAnchorElement>('a[hreflang]')?.hreflang;
      // Read by app/route.ts and by nobody else: no other page differs by it.
      // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing where our readers are.
      if (language) document.cookie = `language=${language}; path=/; max-age=31536000; samesite=lax`;
    });
  }
}
