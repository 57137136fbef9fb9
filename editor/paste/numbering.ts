import { listOfWord, styleOf } from './pasted-markup.ts';

// What stood before an item of a list: a bullet, a number, or anything else, which is kept as text.

export type Marker = { kind: 'bullet' } | { kind: 'number'; number: number } | { kind: 'text'; text: string };

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

function markerOf(written: string): Marker {
  const number = /^(\d{1,5})[.)]?$/.exec(written)?.[1];
  if (number) return { kind: 'number', number: Number(number) };
  return /[\p{L}\p{N}][.)]$|^\(.+\)$|\d/u.test(written) ? { kind: 'text', text: written } : { kind: 'bullet' };
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

const TYPES: Record<string, string> = {
  '1': 'decimal',
  a: 'lower-alpha',
  A: 'upper-alpha',
  i: 'lower-roman',
  I: 'upper-roman',
};

function kindOfNumbers(list: HTMLElement, item: HTMLElement): string {
  const type = item.getAttribute('type') ?? list.getAttribute('type') ?? '';
  const style = (element: HTMLElement) =>
    styleOf(element, 'list-style-type') || styleOf(element, 'list-style').split(' ')[0];
  return style(item) || style(list) || TYPES[type] || (list.localName === 'ol' ? 'decimal' : 'disc');
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
