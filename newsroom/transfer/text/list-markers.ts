import { type Marker, markerFor, markerOf, styleOfType } from '#blocks/list/marker';
import { styleOf } from './styles.ts';
import { attribute, type Element, findIn, hasAttribute, lettersIn } from './tree.ts';

// What stood before an item of a list: a bullet, a number, or anything else, which is kept as text.

/** Which list a paragraph of Word's is an item of, at which level, and what Word wrote before it. */
export function itemOfWord(
  element: Element,
): { list: string; level: number; marker: Marker; written: Element } | undefined {
  const [, list, level] = /^(l\d+)\s+level(\d+)/.exec(styleOf(element, 'mso-list')) ?? [];
  if (!list) return undefined;
  const written = findIn(element, (inner) => styleOf(inner, 'mso-list') === 'ignore');
  // Without a marker of its own the number, if any, is in the text.
  if (!written) return undefined;
  const isBullet = /^(bullet|image)$/.test(styleOf(element, 'mso-level-number-format'));
  const letters = lettersIn([written]).replace(/\s+/g, ' ').trim();
  return { list, level: Number(level), marker: isBullet ? { kind: 'bullet' } : markerOf(letters), written };
}

/** The markers of the items of a list, as a browser counts them. */
export function markersOf(list: Element, items: readonly Element[]): Map<Element, Marker> {
  const step = hasAttribute(list, 'reversed') ? -1 : 1;
  let number = numberIn(list, 'start') ?? (step === 1 ? 1 : items.length);
  const markers = new Map<Element, Marker>();
  for (const item of items) {
    number = numberIn(item, 'value') ?? number;
    markers.set(item, markerFor(number, kindOfNumbers(list, item)));
    number += step;
  }
  return markers;
}

function numberIn(element: Element, name: string): number | undefined {
  const number = Number.parseInt(attribute(element, name), 10);
  return Number.isSafeInteger(number) ? number : undefined;
}

function kindOfNumbers(list: Element, item: Element): string {
  const type = attribute(item, 'type') || attribute(list, 'type');
  const style = (element: Element) =>
    styleOf(element, 'list-style-type') || styleOf(element, 'list-style').split(' ')[0];
  return style(item) || style(list) || styleOfType(type) || (list.tagName === 'ol' ? 'decimal' : 'disc');
}
