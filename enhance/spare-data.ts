/** Wide enough to see what a picture shows, pixels. */
const ENOUGH = 320;

type Connection = { saveData?: boolean; effectiveType?: string };

/**
 * Where the reader saves data or the network is slow, pictures are asked for no wider than it takes to see what is on them. Pages are
 * made once for everybody, so it is done here, as the parser brings each picture: its `sizes` says how wide it will be drawn, and a
 * smaller word there makes the browser choose a smaller file.
 */
export function spareData(): void {
  const { connection } = navigator as Navigator & { connection?: Connection };
  if (!connection?.saveData && !/2g|3g/.test(connection?.effectiveType ?? '')) return;
  const width = `${Math.round(ENOUGH / devicePixelRatio)}px`;
  new MutationObserver((changes) => {
    for (const { addedNodes } of changes) {
      for (const node of addedNodes) {
        if (!(node instanceof HTMLElement)) continue;
        for (const image of [node, ...node.querySelectorAll('[sizes]')])
          if (image.hasAttribute('sizes')) image.setAttribute('sizes', width);
      }
    }
  }).observe(document, { childList: true, subtree: true });
}
