import { readChoice, writeChoice } from '#enhance/choices';

/** Radio buttons with the values system, light and dark. */
export class ThemeSwitch extends HTMLElement {
  connectedCallback(): void {
    const radio = this.querySelector<HTMLInputElement>(`input[value="${readChoice('theme') ?? 'system'}"]`);
    if (radio) radio.checked = true;
    this.addEventListener('change', ({ target }) => writeChoice('theme', (target as HTMLInputElement).value));
  }
}
