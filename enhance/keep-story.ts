import { readChoice } from '#enhance/choices';
import { KEPT_AT, PARTS, PICTURES, prune, STORIES } from '#enhance/kept';

const STORIES_KEPT = 20;
const PICTURES_OF_A_STORY = 3;
/** Those of several versions of the site. */
const PARTS_KEPT = 40;

/** Keeps the story that it stands on, once it has been on screen for a second, unless the reader wants none kept. */
export class KeepStory extends HTMLElement {
  connectedCallback(): void {
    document.addEventListener('visibilitychange', this.#watch);
    this.#watch();
  }

  disconnectedCallback(): void {
    document.removeEventListener('visibilitychange', this.#watch);
  }

  // A page that the browser prerenders has not been read by anyone yet.
  #watch = (): void => {
    if (document.visibilityState !== 'visible') return;
    this.disconnectedCallback();
    // Without room or leave to store, nothing is kept.
    setTimeout(() => keep().catch(() => {}), 1_000);
  };
}

async function keep(): Promise<void> {
  // A copy that is shown for want of a connection says when it was kept; that is not a new reading of it.
  if (!('caches' in window) || readChoice('keep') || document.querySelector('.kept-note')) return;
  const address = location.origin + location.pathname;
  // As it came, from the browser's own cache where that still has it.
  const response = await fetch(address, { cache: 'force-cache' });
  if (!response.ok || response.redirected) return;
  const stories = await caches.open(STORIES);
  await stories.delete(address);
  await stories.put(
    address,
    new Response(await response.blob(), {
      headers: { 'content-type': 'text/html; charset=utf-8', [KEPT_AT]: new Date().toISOString() },
    }),
  );
  await prune(stories, STORIES_KEPT);
  await keepAll(PARTS, addressesOf('link[rel="stylesheet"], link[rel="preload"], script[src]'), PARTS_KEPT);
  await keepAll(PICTURES, addressesOf('article img').slice(0, PICTURES_OF_A_STORY), PICTURES_OF_A_STORY * STORIES_KEPT);
}

function addressesOf(selector: string): string[] {
  const parts = [...document.querySelectorAll<HTMLLinkElement | HTMLScriptElement | HTMLImageElement>(selector)];
  return parts.map((part) => ('href' in part ? part.href : ('currentSrc' in part && part.currentSrc) || part.src));
}

async function keepAll(name: string, addresses: string[], length: number): Promise<void> {
  const cache = await caches.open(name);
  for (const address of addresses) {
    if (!(await cache.match(address))) await cache.add(new Request(address, { cache: 'force-cache' }));
  }
  await prune(cache, length);
}
