import { canBeNotified, isIosTab } from '#enhance/notification-bell';
import { end, remembered, type Wishes, wish } from '#enhance/push-subscription';

type State = 'on' | 'off' | 'blocked' | 'unable' | 'install';

/**
 * The page of notifications: shows what this browser gets, subscribes it with what the reader chooses, and ends it. Asks
 * for leave only when a reader presses the button.
 */
export class NotificationChoice extends HTMLElement {
  connectedCallback(): void {
    const form = this.querySelector('form');
    form?.addEventListener('submit', (event) => {
      event.preventDefault();
      void this.#subscribe(form);
    });
    form?.addEventListener('change', ({ target }) => this.#showSections(form, target));
    this.querySelector('[data-does="end"]')?.addEventListener('click', () => void this.#end());
    if (form) this.#fill(form);
    this.#show();
    // A page that the browser has made ready ahead may not ask for permissions; and readers change them elsewhere.
    document.addEventListener('prerenderingchange', this.#look);
    document.addEventListener('visibilitychange', this.#look);
  }

  disconnectedCallback(): void {
    document.removeEventListener('prerenderingchange', this.#look);
    document.removeEventListener('visibilitychange', this.#look);
  }

  #look = (): void => this.#show();

  /** Nothing to choose is there while the paper has none: then a browser can still end what it has. */
  get #key(): string {
    return this.dataset.key ?? '';
  }

  #state(): State {
    if (isIosTab() && !remembered()) return 'install';
    if (!canBeNotified()) return 'unable';
    if (Notification.permission === 'denied') return 'blocked';
    return remembered() && Notification.permission === 'granted' ? 'on' : 'off';
  }

  #show(said?: string): void {
    // What can be ended is remembered, whether it still comes or not.
    const states: string[] = [this.#state(), remembered() ? 'remembered' : ''];
    for (const part of this.querySelectorAll<HTMLElement>('[data-when]'))
      part.hidden = !part.dataset.when?.split(' ').some((state) => states.includes(state));
    const output = this.querySelector('output');
    if (output && said) output.textContent = this.dataset[said] ?? '';
  }

  #fill(form: HTMLFormElement): void {
    const known = remembered();
    if (known) {
      const { language, sections, quietHours } = known;
      const select = (name: string, value: string) => {
        const field = form.elements.namedItem(name) as HTMLSelectElement | null;
        if (field) field.value = value;
      };
      select('language', language);
      select('quietFrom', String(quietHours?.[0] ?? ''));
      select('quietUntil', String(quietHours?.[1] ?? ''));
      for (const box of boxes(form)) box.checked = sections.includes(box.value);
      for (const radio of radios(form)) radio.checked = (radio.value === 'some') === sections.length > 0;
    }
    this.#showSections(form);
  }

  /** Sections are there to choose from while not all are wanted. */
  #showSections(form: HTMLFormElement, touched?: EventTarget | null): void {
    const some = radios(form).find((radio) => radio.value === 'some');
    if (touched instanceof HTMLInputElement && touched.name === 'sections' && touched.checked && some)
      some.checked = true;
    const list = form.querySelector<HTMLElement>('[data-sections]');
    if (list) list.hidden = !some?.checked;
  }

  async #subscribe(form: HTMLFormElement): Promise<void> {
    const wishes = wishesOf(form);
    if (!wishes) return this.#show('incomplete');
    // At once: some browsers ask only while they know that somebody has just pressed a button.
    if ((await Notification.requestPermission()) !== 'granted') return this.#show('refused');
    this.setAttribute('aria-busy', 'true');
    const isTaken = await wish(this.#key, wishes).catch(() => false);
    this.removeAttribute('aria-busy');
    this.#show(isTaken ? 'done' : 'failed');
  }

  async #end(): Promise<void> {
    const isTold = await end().catch(() => false);
    this.#show(isTold ? 'ended' : 'endFailed');
  }
}

function boxes(form: HTMLFormElement): HTMLInputElement[] {
  return [...form.querySelectorAll<HTMLInputElement>('input[name="sections"]')];
}

function radios(form: HTMLFormElement): HTMLInputElement[] {
  return [...form.querySelectorAll<HTMLInputElement>('input[name="which"]')];
}

/** What the form says; undefined where an hour has no other, or some sections are none. */
function wishesOf(form: HTMLFormElement): Wishes | undefined {
  const data = new FormData(form);
  const [from, until] = [data.get('quietFrom'), data.get('quietUntil')].map(String) as [string, string];
  if ((from === '') !== (until === '')) return undefined;
  const isSome = data.get('which') === 'some';
  const sections = isSome ? data.getAll('sections').map(String) : [];
  if (isSome && sections.length === 0) return undefined;
  return {
    language: String(data.get('language')),
    sections,
    quietHours: from === '' ? null : [Number(from), Number(until)],
  };
}
