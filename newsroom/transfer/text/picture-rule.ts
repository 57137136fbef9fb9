import type { HtmlReader, Rule } from './html-reader.ts';
import { visibleLetters } from './layout.ts';
import { GAP, type Piece, type WantedPicture } from './pieces.ts';
import { styleOf } from './styles.ts';
import { attribute, childElements, type Element, findIn, hasClass, lineIn } from './tree.ts';

/** Names of files that are pictures. */
export const PICTURE_FILE = /\.(jpe?g|png|gif|webp|avif|bmp|tiff?|heic)$/i;

/** What pages that load pictures late keep the address in, the largest size first. */
const ADDRESSES = [
  'data-orig-file',
  'data-full-url',
  'data-full',
  'data-large-file',
  'data-large_image',
  'data-src',
  'data-lazy-src',
  'data-original',
  'data-lazy',
];
const SETS = ['srcset', 'data-srcset', 'data-lazy-srcset'];

/** A picture; one that stands for a character is that character, one that only counts readers is nothing. */
export const pictureRule: Rule = (image, place, read, out) => {
  const alt = lineIn(image, 'alt');
  if (isPictogram(image, alt)) {
    out.push({ kind: 'run', text: alt, marks: place.marks });
    return;
  }
  if (isTiny(image)) return;
  const told = attribute(image, 'src').slice(0, 100);
  pushPicture(out, { candidates: candidatesOf(image, read), alt, caption: '', told }, read);
};

/** A drawing of one character; a photograph may be described by one, too. */
function isPictogram(image: Element, alt: string): boolean {
  const isOne = hasClass(image, /^(wp-smiley|emoji)$/) || /emoji|smilies/.test(attribute(image, 'src'));
  return isOne && alt !== '' && alt.length <= 12 && !/[\p{L}\p{N}]{2}/u.test(alt);
}

/** A picture or frame that only counts readers. */
export function isTiny(element: Element): boolean {
  return ['width', 'height'].some((side) => /^[012](px)?$/.test(attribute(element, side) || styleOf(element, side)));
}

/** The places where a picture may be found, the best first. */
function candidatesOf(image: Element, read: HtmlReader): string[] {
  const parent = image.parentNode;
  const isOneOfFew = parent && 'tagName' in parent && parent.tagName === 'picture' && parent.childNodes.length <= 20;
  const sources = isOneOfFew ? childElements(parent).filter(({ tagName }) => tagName === 'source') : [];
  const written = attribute(image, 'data-attachment-id') || attribute(image, 'data-id');
  const numbers = [written, ...[image, ...aroundIt(image)].flatMap(numbersOf)].filter((id) => /^\d{1,12}$/.test(id));
  const addresses = [
    ...linkedFile(image),
    ...ADDRESSES.map((name) => attribute(image, name)),
    ...[image, ...sources].flatMap((element) => SETS.flatMap((name) => largestFirst(attribute(element, name)))),
    attribute(image, 'src'),
  ];
  // A number is that of another picture where a text has been copied from another site.
  const ids = numbers.map((number) => `id:${number}`);
  return [...new Set([...addresses.flatMap((address) => pictureAddress(address, read)), ...ids])];
}

/** The addresses that a picture can be fetched from. */
function pictureAddress(address: string, read: HtmlReader): string[] {
  const absolute = read.absolute(address);
  if (!absolute || !/^https?:/i.test(absolute)) return [];
  // WordPress's own copies of other sites' pictures have the address of the original in theirs.
  const original = /^https?:\/\/i\d\.wp\.com\/([^/?]+\.[^?]+)/i.exec(absolute)?.[1];
  return original ? [`https://${original}`, absolute] : [absolute];
}

/** WordPress names its pictures by number: in a class, and in the block or caption around it. */
function numbersOf(element: Element): string[] {
  const named = /(?:^|\s)wp-image-(\d+)/.exec(attribute(element, 'class'))?.[1];
  const around = /^attachment_(\d+)$/.exec(attribute(element, 'id') || attribute(element, 'at-id'))?.[1];
  const block = /^(image|cover|media-text)$/.test(attribute(element, 'block-name')) && attribute(element, 'block-id');
  return [named, around, block].flatMap((number) => number || []);
}

/** The few elements around a picture that are about it alone. */
function aroundIt(image: Element): Element[] {
  const around: Element[] = [];
  let node = image.parentNode;
  while (node && 'tagName' in node && around.length < 4 && isAboutOne(node)) {
    around.push(node);
    node = node.parentNode;
  }
  return around;
}

function isAboutOne({ childNodes }: Element): boolean {
  return childNodes.length <= 8 && childNodes.filter(({ nodeName }) => nodeName === 'img').length <= 1;
}

function linkedFile(image: Element): string[] {
  const link = aroundIt(image).find(({ tagName }) => tagName === 'a');
  const address = link ? attribute(link, 'href') : '';
  return PICTURE_FILE.test(address.replace(/[?#].*$/s, '')) ? [address] : [];
}

/** The addresses of a srcset, the largest first. */
function largestFirst(set: string): string[] {
  return set
    .split(/,\s+/)
    .map((candidate) => candidate.trim().split(/\s+/))
    .map(([address = '', size = '']) => ({ address, size: Number.parseFloat(size) || 0 }))
    .sort((one, other) => other.size - one.size)
    .flatMap(({ address }) => address || []);
}

/** A picture that only a number or an address names. */
export function pictureNamed(name: string, read: HtmlReader, texts: Partial<WantedPicture> = {}): WantedPicture {
  const candidates = /^\d{1,12}$/.test(name) ? [`id:${name}`] : pictureAddress(name, read);
  return { alt: '', caption: '', ...texts, candidates };
}

/** The address of a picture that is shown behind a text; empty where there is none. */
export function backgroundOf(element: Element): string {
  return /url\(\s*["']?([^"')]+)/i.exec(attribute(element, 'style'))?.[1] ?? '';
}

/** What a page without scripts shows: mostly the picture before it once more, with its address. */
export const noScriptRule: Rule = (element, place, read, out) => {
  const hasPicture = findIn(element, ({ tagName }) => tagName === 'img');
  if (hasPicture) read.into(out, element.childNodes, place);
  else read.leave('hidden', visibleLetters(element.childNodes));
};

/** Adds a picture, unless it is the one that stands there already. */
export function pushPicture(out: Piece[], picture: WantedPicture, read: HtmlReader): void {
  let at = out.length - 1;
  while (out[at] === GAP) at--;
  const last = out[at];
  const isAgain = last?.kind === 'picture' && isSame(last.picture, picture);
  if (picture.alt && !(isAgain && last.picture.alt)) read.see(picture.alt);
  if (!isAgain) {
    out.push(GAP, { kind: 'picture', picture }, GAP);
    read.gap();
    return;
  }
  const candidates = [...new Set([...last.picture.candidates, ...picture.candidates])];
  out[at] = { kind: 'picture', picture: { ...last.picture, alt: last.picture.alt || picture.alt, candidates } };
}

function isSame(one: WantedPicture, other: WantedPicture): boolean {
  if (one.alt && other.alt && one.alt !== other.alt) return false;
  const [some, others] = [one.candidates, other.candidates];
  return some.length === 0 || others.length === 0 || some.some((candidate) => others.includes(candidate));
}
