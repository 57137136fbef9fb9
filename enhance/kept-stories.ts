import { readChoice, writeChoice } from '#enhance/choices';
import { keptTime, PARTS, PICTURES, STORIES } from '#enhance/kept';
import { remembered } from '#enhance/push-subscription';

/**
 * On the offline page: which stories are kept in its language, and the buttons that try again, forget them all, and
 * keep them again.
 */
export class KeptStories extends HTMLElement {
  connectedCallback(): void {
    this.addEventListener('click', ({ target }) => {
      const does = (target as Element).closest('button')?.dataset.does;
      if (does === 'again') location.reload();
      if (does === 'forget') void this.#forget();
      if (does === 'keep') {
        writeChoice('keep', null);
        void this.#show();
      }
    });
    void this.#show();
  }

  async #forget(): Promise<void> {
    writeChoice('keep', 'none');
    await Promise.all([STORIES, PARTS, PICTURES].map((name) => caches.delete(name)));
    // Notifications come by the worker; with it they would end.
    if (!remembered()) {
      const registrations = await navigator.serviceWorker?.getRegistrations();
      await Promise.all(registrations?.map((registration) => registration.unregister()) ?? []);
    }
    await this.#show();
  }

  async #show(): Promise<void> {
    const list = this.querySelector('ul');
    if (!list || !('caches' in window)) return;
    const language = document.documentElement.lang;
    const stories = await caches.open(STORIES);
    const items: HTMLElement[] = [];
    for (const request of [...(await stories.keys())].reverse()) {
      const response = await stories.match(request);
      const page = response && new DOMParser().parseFromString(await response.text(), 'text/html');
      const headline = page?.querySelector('h1')?.textContent;
      if (!response || !headline || page.documentElement.lang !== language) continue;
      const [item, link, time] = ['li', 'a', 'small'].map((name) => document.createElement(name)) as [
        HTMLLIElement,
        HTMLAnchorElement,
        HTMLElement,
      ];
      link.href = request.url;
      link.textContent = headline;
      time.textContent = (this.dataset.keptAt ?? '').replace('{time}', keptTime(response, this.dataset.format));
      item.append(link, time);
      items.push(item);
    }
    list.replaceChildren(...items);
    const keepsNone = readChoice('keep') !== null;
    for (const [name, shown] of [
      ['none', items.length === 0],
      ['forget', items.length > 0],
      ['keep', keepsNone],
    ] as const) {
      const part = this.querySelector<HTMLElement>(`[data-does="${name}"]`);
      if (part) part.hidden = !shown;
    }
  }
}
