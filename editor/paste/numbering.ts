import { type Marker, markerFor, markerOf, styleOfType } from '#blocks/list/marker';
import { listOfWord, styleOf } from './pasted-markup.ts';

// What stood before an item of a list: a bullet, a number, or anything else, which is kept as text.

/** Which list a paragraph of Word is an item of, at which level, and what Word wrote before it. */
export function itemOfWord(
  element: HTMLElement,
): { list: string; level: number; marker: Marker; ignored: Element } | undefined {
  const place = listOfWord(element);
  const ignored = [...element.querySelectorAll('[data-style*="mso-list"]')].find(
    (each) => styleOf(each, 'mso-list') === 'ignore',
  );
  // Without a marker of its own the number, if any, is in the text.
  if (!place || !ignored) return undefined;
  const written = (ignored.textContent ?? '').replace(/[\s\u00a0]+/g, ' ').trim();
  return { ...place, marker: place.isBullet ? { kind: 'bullet' } : markerOf(written), ignored };
}

/** The markers of the items of a list, as a browser counts them. */
export function markersOf(list: HTMLElement, items: readonly HTMLElement[]): Marker[] {
  const step = list.hasAttribute('reversed') ? -1 : 1;
  let number = numberIn(list, 'start') ?? (step === 1 ? 1 : items.length);
  return items.map((item): Marker => {
    number = numberIn(item, 'value') ?? number;
    const marker = markerFor(number, kindOfNumbers(list, item));
    number += step;
    return marker;
  });
}

function numberIn(element: Element, attribute: string): number | undefined {
  const number = Number.parseInt(element.getAttribute(attribute) ?? '', 10);
  return Number.isNaN(number) ? undefined : number;
}

function kindOfNumbers(list: HTMLElement, item: HTMLElement): string {
  const type = item.getAttribute('type') ?? list.getAttribute('type') ?? '';
  const style = (element: HTMLElement) =>
    styleOf(element, 'list-style-type') || styleOf(element, 'list-style').split(' ')[0];
  return style(item) || style(list) || styleOfType(type) || (list.localName === 'ol' ? 'decimal' : 'disc');
}
