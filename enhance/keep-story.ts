import { readChoice } from '#enhance/choices';
import { KEPT_AT, PARTS, prune, STORIES } from '#enhance/kept';

const STORIES_KEPT = 20;
const PARTS_KEPT = 60;

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
    new Response(await response.blob(), { headers: { 'content-type': 'text/html; charset=utf-8', [KEPT_AT]: new Date().toISOString() } }),
  );
  await prune(stories, STORIES_KEPT);
  const parts = await caches.open(PARTS);
  const needed = [
    ...document.querySelectorAll<HTMLLinkElement>('link[rel="stylesheet"]'),
    ...document.querySelectorAll<HTMLScriptElement>('script[src]'),
    ...document.querySelectorAll<HTMLImageElement>('article img'),
  ].map((part) => ('href' in part ? part.href : ('currentSrc' in part && part.currentSrc) || part.src));
  for (const part of needed.slice(0, 6)) {
    await parts.delete(part);
    await parts.add(new Request(part, { cache: 'force-cache' }));
  }
  await prune(parts, PARTS_KEPT);
}
