import { galleryOf } from './figure-rule.ts';
import type { HtmlReader, Place, Rule } from './html-reader.ts';
import { PICTURE_FILE, pictureNamed } from './picture-rule.ts';
import { END, joinedLinesOf, type Piece, pushLines } from './pieces.ts';
import { addressOfButton, isButton } from './shortcode-link.ts';
import { BUILDER } from './shortcodes.ts';
import { readPost, shownAt } from './shown-rule.ts';
import { attribute, type Element, hasAttribute, lettersIn, lineIn, treeOf } from './tree.ts';

/** Attributes in which there are words, and those in which there are pictures or addresses. */
const WORDS = [
  'title',
  'heading',
  'text',
  'h2',
  'h4',
  'subtitle',
  'caption',
  'quote',
  'author',
  'label',
  'button_text',
];
const PICTURES = ['image', 'image_id', 'images', 'ids', 'gallery_ids', 'img', 'photo', 'src', 'image_url'];
const FILES = ['mp4', 'm4v', 'webm', 'ogv', 'mp3', 'ogg', 'm4a', 'wav'];
const ADDRESSES = ['src', 'url', 'link', 'href', 'video', 'video_url', ...FILES];

/** A shortcode that nobody here knows, or a tag of a page builder: what of it can be read, seen or followed. */
export const unknownShortcodeRule: Rule = (element, place, read, out) => {
  const isLine = hasAttribute(element, 'alone') || BUILDER.test(attribute(element, 'name'));
  const named: Piece[] = [];
  const isRead = pushPictures(element, read, named) || pushShown(element, read, named);
  pushWords(element, place, read, named);
  const separate = () => {
    if (!isLine && named.length === 0) return;
    out.push(END);
    read.gap();
  };
  separate();
  for (const piece of named) out.push(piece);
  separate();
  const href = isButton(element) ? linkOf(addressOfButton(element), read) : undefined;
  const within = href ? { ...place, marks: { ...place.marks, href } } : place;
  if (!isRead) read.into(out, element.childNodes, within);
  separate();
  const isNothing = named.length === 0 && element.childNodes.length === 0;
  if (isNothing) read.note('shortcode', '', attribute(element, 'written'));
};

/** Its pictures, if any. Says whether what is inside has been read: the address of one. */
function pushPictures(element: Element, read: HtmlReader, out: Piece[]): boolean {
  const within = lettersIn(element.childNodes).trim();
  const named = PICTURES.map((name) => attribute(element, `at-${name}`)).find(isPictures);
  const isWithin = !named && isPictureFile(within);
  const names = named ?? (isWithin ? within : '');
  if (!names) return false;
  const alt = lineIn(element, 'at-alt');
  if (alt) read.see(alt);
  const pictures = names.split(/[\s,|]+/).filter(Boolean);
  out.push(
    END,
    ...galleryOf(pictures.map((name, index) => pictureNamed(name, read, { alt: index === 0 ? alt : '' }))),
    END,
  );
  return isWithin;
}

function isPictures(value: string): boolean {
  return /^\d{1,12}(\s*[,|]\s*\d{1,12})*$/.test(value) || isPictureFile(value);
}

function isPictureFile(value: string): boolean {
  return /^https?:\/\/\S+$/.test(value) && PICTURE_FILE.test(value);
}

const PLAYERS =
  /^(audio|dailymotion|embed|googlemaps?|iframe|soundcloud|telegram|tweet|twitter|video|\w*vimeo|\w*youtube)$/;

/** What it shows from elsewhere, if anything. Says whether what is inside has been read: its address. */
function pushShown(element: Element, read: HtmlReader, out: Piece[]): boolean {
  const name = attribute(element, 'name');
  const within = lettersIn(element.childNodes).trim();
  const written = element.attrs
    .filter((each) => /^at-\d+$/.test(each.name))
    .map(({ value }) => value.split('|')[0] ?? '');
  const inside = addressFrom(name, within);
  const outside = [
    ...[...written, attribute(element, 'at-id')].map((value) => addressFrom(name, value)),
    ...ADDRESSES.map((each) => attribute(element, `at-${each}`)),
  ].filter((address) => /^(https?:)?\/\//i.test(address));
  const given = inside ? [...outside, inside] : outside;
  const isPlayer = PLAYERS.test(name) || inside !== '';
  const address = given.find(readPost) ?? (isPlayer ? given.find((each) => read.absolute(each)) : undefined);
  const shown = address && shownAt(address, '', read);
  if (!shown) return false;
  out.push(END, shown, END);
  return inside !== '';
}

/** The address that somebody has written, or that a number stands for. */
function addressFrom(shortcode: string, value: string): string {
  if (/^https?:\/\/\S+$/i.test(value)) return value;
  if (/youtube/.test(shortcode) && /^[\w-]{11}$/.test(value)) return `https://www.youtube.com/watch?v=${value}`;
  if (/vimeo/.test(shortcode) && /^\d{5,12}$/.test(value)) return `https://vimeo.com/${value}`;
  if (/dailymotion/.test(shortcode) && /^[a-z\d]{5,12}$/i.test(value))
    return `https://www.dailymotion.com/video/${value}`;
  if (/^(tweet|twitter)/.test(shortcode) && /^\d{5,20}$/.test(value)) return `https://x.com/i/web/status/${value}`;
  return '';
}

/** Words in attributes: a heading where they are its title. Where it has an address, they lead there. */
function pushWords(element: Element, place: Place, read: HtmlReader, out: Piece[]): void {
  const named = ADDRESSES.map((name) => attribute(element, `at-${name}`)).find((each) => /^https?:\/\//i.test(each));
  const href = linkOf(named ?? (isButton(element) ? addressOfButton(element) : ''), read);
  const marks = href ? { ...place.marks, href } : place.marks;
  for (const name of WORDS) {
    const words = attribute(element, `at-${name}`).trim();
    if (!/\p{L}/u.test(words) || /^https?:\/\/\S+$/.test(words)) continue;
    const level = isButton(element) ? undefined : headingLevel(attribute(element, 'name'), name);
    const lines = joinedLinesOf(read.whole(treeOf(words), { ...place, marks }));
    out.push(END);
    for (const line of lines) {
      if (level && line.kind === 'line')
        out.push({ kind: 'block', block: { type: 'heading', level, text: line.text } });
      else pushLines(out, [line]);
    }
  }
}

/** The link to an address that is shown in no other way. */
function linkOf(address: string, read: HtmlReader): string | undefined {
  return address && !readPost(address) ? read.link(address) : undefined;
}

function headingLevel(shortcode: string, attributeName: string): 2 | 3 | undefined {
  if (/heading|title/.test(shortcode)) return 2;
  return /^(title|heading|h2|h4)$/.test(attributeName) ? 3 : undefined;
}
