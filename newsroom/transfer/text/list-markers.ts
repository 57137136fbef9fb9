import { styleOf } from './styles.ts';
import { attribute, type Element, findIn, hasAttribute, lettersIn } from './tree.ts';

// What stood before an item of a list: a bullet, a number, or anything else, which is kept as text.

export type Marker = { kind: 'bullet' } | { kind: 'number'; number: number } | { kind: 'text'; text: string };

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

function markerOf(written: string): Marker {
  const number = /^(\d{1,5})[.)]?$/.exec(written)?.[1];
  if (number) return { kind: 'number', number: Number(number) };
  return /[\p{L}\p{N}][.)]$|^\(.+\)$|\d/u.test(written) ? { kind: 'text', text: written } : { kind: 'bullet' };
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

const TYPES = new Map([
  ['1', 'decimal'],
  ['a', 'lower-alpha'],
  ['A', 'upper-alpha'],
  ['i', 'lower-roman'],
  ['I', 'upper-roman'],
]);

function kindOfNumbers(list: Element, item: Element): string {
  const type = attribute(item, 'type') || attribute(list, 'type');
  const style = (element: Element) =>
    styleOf(element, 'list-style-type') || styleOf(element, 'list-style').split(' ')[0];
  return style(item) || style(list) || TYPES.get(type) || (list.tagName === 'ol' ? 'decimal' : 'disc');
}

function markerFor(number: number, kind: string): Marker {
  if (/^(none|disc|circle|square|disclosure-\w+|["'].*)$/.test(kind)) return { kind: 'bullet' };
  const letters = /-(alpha|latin)$/.test(kind) ? inLetters(number) : /-roman$/.test(kind) ? inRoman(number) : '';
  if (letters) return { kind: 'text', text: `${kind.startsWith('upper') ? letters.toUpperCase() : letters}.` };
  if (number < 0 || number > 99_999) return { kind: 'text', text: `${number}.` };
  return { kind: 'number', number };
}

function inLetters(number: number): string {
  let letters = '';
  for (let rest = number; rest > 0; rest = Math.floor((rest - 1) / 26))
    letters = String.fromCharCode(97 + ((rest - 1) % 26)) + letters;
  return letters;
}

const ROMAN = Object.entries({
  m: 1000,
  cm: 900,
  d: 500,
  cd: 400,
  c: 100,
  xc: 90,
  l: 50,
  xl: 40,
  x: 10,
  ix: 9,
  v: 5,
  iv: 4,
  i: 1,
});

function inRoman(number: number): string {
  let rest = number > 0 && number < 4_000 ? number : 0;
  return ROMAN.map(([letters, value]) => {
    const times = Math.floor(rest / value);
    rest -= times * value;
    return letters.repeat(times);
  }).join('');
}
