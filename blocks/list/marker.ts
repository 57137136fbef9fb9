// What stood before an item of a list elsewhere: a bullet, a number, or anything else, which is kept as text. Of what is
// pasted and of what is imported.

export type Marker = { kind: 'bullet' } | { kind: 'number'; number: number } | { kind: 'text'; text: string };

/** A marker as somebody wrote it: `3.`, `a)`, `•`. */
export function markerOf(written: string): Marker {
  const number = /^(\d{1,5})[.)]?$/.exec(written)?.[1];
  if (number) return { kind: 'number', number: Number(number) };
  return /[\p{L}\p{N}][.)]$|^\(.+\)$|\d/u.test(written) ? { kind: 'text', text: written } : { kind: 'bullet' };
}

const TYPES = new Map([
  ['1', 'decimal'],
  ['a', 'lower-alpha'],
  ['A', 'upper-alpha'],
  ['i', 'lower-roman'],
  ['I', 'upper-roman'],
]);

/** The style of numbers (CSS list-style-type) that a `type` of HTML stands for; empty for any other. */
export function styleOfType(type: string): string {
  return TYPES.get(type) ?? '';
}

/** The marker of an item with a number, in a style of CSS (list-style-type), as a browser draws it. */
export function markerFor(number: number, kind: string): Marker {
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
