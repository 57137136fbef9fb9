import { readChoice, writeChoice } from '#enhance/choices';

const STEPS = 5;
const USUAL = 2;

/** Two buttons, [data-by="-1"] and [data-by="1"], and an <output> that says the step in the page's words ({step}). */
export class TextSize extends HTMLElement {
  connectedCallback(): void {
    this.addEventListener('click', ({ target }) => {
      const button = (target as Element).closest<HTMLButtonElement>('button[data-by]');
      if (button) this.#move(Number(button.dataset.by));
    });
    this.#show(this.#step());
  }

  #step(): number {
    return Number(readChoice('textSize') ?? document.documentElement.dataset.textSize ?? USUAL);
  }

  #move(by: number): void {
    const step = Math.min(STEPS, Math.max(1, this.#step() + by));
    writeChoice('textSize', step === USUAL ? null : String(step));
    this.#show(step);
    const output = this.querySelector('output');
    if (output) output.textContent = (output.dataset.says ?? '').replace('{step}', String(step));
  }

  #show(step: number): void {
    for (const button of this.querySelectorAll<HTMLButtonElement>('button[data-by]')) {
      // Not `disabled`: that would take the focus away from under the reader's finger at the last step.
      button.setAttribute(
        'aria-disabled',
        String(step + Number(button.dataset.by) < 1 || step + Number(button.dataset.by) > STEPS),
      );
    }
  }
}
