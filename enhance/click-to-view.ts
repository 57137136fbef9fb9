import { type Choice, readChoice, writeChoice } from '#enhance/choices';

/**
 * A poster that becomes what it stands for when the reader agrees to load it from elsewhere. The consent holds for all
 * of a provider's posts, is remembered, and can be taken back by the button that then stands below. Nothing is asked of
 * the provider before.
 */
export class ClickToView extends HTMLElement {
  connectedCallback(): void {
    this.addEventListener('click', ({ target }) => {
      const button = (target as Element).closest('button');
      if (!button) return;
      const agreed = !button.hasAttribute('data-hide');
      writeChoice(this.#choice, agreed ? 'shown' : null);
      const all = document.querySelectorAll<ClickToView>(`click-to-view[data-provider="${this.dataset.provider}"]`);
      for (const place of all) place.draw(agreed);
      // The button that was pressed is gone; the reader stays where it was.
      this.querySelector<HTMLElement>(agreed ? 'iframe' : 'button')?.focus();
    });
    if (readChoice(this.#choice)) this.draw(true);
  }

  get #choice(): Choice {
    const { provider = '' } = this.dataset;
    return `embed${provider.charAt(0).toUpperCase()}${provider.slice(1)}` as Choice;
  }

  draw(agreed: boolean): void {
    const shown = this.querySelector('iframe');
    if (agreed === Boolean(shown)) return;
    shown?.remove();
    this.toggleAttribute('data-agreed', agreed);
    if (!agreed) return;
    const frame = document.createElement('iframe');
    frame.title = this.dataset.title ?? '';
    frame.loading = 'lazy';
    frame.allow = 'fullscreen; encrypted-media; picture-in-picture';
    frame.setAttribute(
      'sandbox',
      'allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox allow-presentation',
    );
    frame.src = this.dataset.src ?? '';
    this.prepend(frame);
  }
}
