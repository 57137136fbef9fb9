/** A button for the system's own share sheet; it stays hidden where there is none. */
export class ShareSheet extends HTMLElement {
  connectedCallback(): void {
    if (!navigator.share) return;
    this.hidden = false;
    this.querySelector('button')?.addEventListener('click', () => {
      // Rejects when the reader closes the sheet, which is no trouble.
      navigator.share({ title: document.title, url: this.dataset.address ?? location.href }).catch(() => {});
    });
  }
}
