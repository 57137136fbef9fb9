/** Wide enough to see what a picture shows, pixels. */
const ENOUGH = 320;

type Connection = { saveData?: boolean; effectiveType?: string };

/** Whether the reader saves data, or the network is slow. Browsers that do not tell are taken to be neither. */
export function sparesData(): boolean {
  const { connection } = navigator as Navigator & { connection?: Connection };
  return Boolean(connection?.saveData) || /2g|3g/.test(connection?.effectiveType ?? '');
}

/**
 * Where data is to be spared, pictures are asked for no wider than it takes to see what is on them. Pages are made once
 * for everybody, so it is done here, as the parser brings each picture: its `sizes` says how wide it will be drawn, and
 * a smaller word there makes the browser choose a smaller file. What a page opens with is on its way before any script
 * can speak, and must not be fetched again; the service worker sees to that.
 */
export function spareData(): void {
  if (!sparesData()) return;
  const width = `${Math.round(ENOUGH / devicePixelRatio)}px`;
  new MutationObserver((changes) => {
    for (const image of changes.flatMap(({ addedNodes }) => [...addedNodes])) {
      if (!(image instanceof HTMLImageElement) || image.loading !== 'lazy') continue;
      for (const part of image.parentElement?.querySelectorAll('[sizes]') ?? []) part.setAttribute('sizes', width);
    }
  }).observe(document, { childList: true, subtree: true });
}
