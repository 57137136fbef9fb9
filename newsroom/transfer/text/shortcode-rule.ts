import { captionedRule, galleryOf } from './figure-rule.ts';
import type { HtmlReader, Place, Rule } from './html-reader.ts';
import { PICTURE_FILE, pictureNamed } from './picture-rule.ts';
import { END, joinedLinesOf, type Piece, pushLines } from './pieces.ts';
import { quoteRule } from './quote-rule.ts';
import { BUILDER } from './shortcodes.ts';
import { readPost, shownAt } from './shown-rule.ts';
import { attribute, type Element, hasAttribute, lettersIn, treeOf } from './tree.ts';

/** A shortcode of WordPress (wordpress-markup.ts). */
export const shortcodeRule: Rule = (element, place, read, out) => {
  const name = attribute(element, 'name');
  const rule = RULES.find(([pattern]) => pattern.test(name))?.[1];
  if (!rule) return otherRule(element, place, read, out);
  read.gap();
  rule(element, place, read, out);
  read.gap();
};

const captionRule: Rule = (element, place, read, out) => {
  // As WordPress wrote it before 2012.
  const caption = attribute(element, 'at-caption');
  const inside = caption && !lettersIn(element.childNodes).trim() ? treeOf(caption) : [];
  captionedRule({ ...element, childNodes: [...element.childNodes, ...inside] }, place, read, out);
};

const galleryRule: Rule = (element, _, read, out) => {
  const names = galleryNames(element, read);
  if (names.length === 0) read.note('shortcode', '', attribute(element, 'written'));
  out.push(END, ...galleryOf(names.map((name) => pictureNamed(name, read))), END);
};

/** The pictures of a gallery, in its order; those that were uploaded to the story where it names none. */
function galleryNames(element: Element, read: HtmlReader): string[] {
  const list = (name: string) =>
    attribute(element, `at-${name}`)
      .split(/[\s,]+/)
      .filter((id) => /^\d+$/.test(id));
  const excluded = new Set(list('exclude').map((id) => `id:${id}`));
  const included = list('include').sort((one, other) => Number(one) - Number(other));
  const names = [list('ids'), included].find(({ length }) => length > 0);
  const inOrder = names ?? read.attached.filter((name) => !excluded.has(name)).map((name) => name.replace(/^id:/, ''));
  const isReversed = /^desc$/i.test(attribute(element, 'at-order')) && list('ids').length === 0;
  return isReversed ? [...inOrder].reverse() : inOrder;
}

const dividerRule: Rule = (_, __, ___, out) => {
  out.push(END, { kind: 'block', block: { type: 'divider' } }, END);
};

const spaceRule: Rule = (element, place, read, out) => {
  out.push(END);
  read.into(out, element.childNodes, place);
  out.push(END);
};

/** HTML that a builder has packed so that nothing touches it. */
const packedRule: Rule = (element, place, read, out) => {
  out.push(END);
  read.into(out, treeOf(unpacked(lettersIn(element.childNodes))), place);
  out.push(END);
};

function unpacked(letters: string): string {
  const html = Buffer.from(letters.trim(), 'base64').toString('utf8');
  try {
    return decodeURIComponent(html);
  } catch {
    return html;
  }
}

const RULES: [name: RegExp, rule: Rule][] = [
  [/^(wp_)?caption$/, captionRule],
  [/^gallery$/, galleryRule],
  [/^(vc_raw_html)$/, packedRule],
  [/(^|[_-])(separator|divider|hr)$/, dividerRule],
  [/(^|[_-])(empty_space|spacer?|clear(fix)?|gap|nextpage|more)$/, spaceRule],
  [/^(pull|block)?quote$|_(block|pull)quote$/, quoteRule],
];

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
const ADDRESSES = [
  'src',
  'url',
  'link',
  'href',
  'video',
  'video_url',
  'mp4',
  'm4v',
  'webm',
  'ogv',
  'mp3',
  'ogg',
  'm4a',
  'wav',
];

/** One that nobody here knows: what of it can be read, seen or followed. */
const otherRule: Rule = (element, place, read, out) => {
  const isLine = hasAttribute(element, 'alone') || BUILDER.test(attribute(element, 'name'));
  const named: Piece[] = [];
  const isRead = pushPictures(element, read, named) || pushShown(element, read, named);
  pushWords(element, place, read, named);
  const isApart = isLine || named.length > 0;
  const separate = () => {
    if (!isApart) return;
    out.push(END);
    read.gap();
  };
  separate();
  for (const piece of named) out.push(piece);
  separate();
  if (!isRead) read.into(out, element.childNodes, place);
  separate();
  const isNothing = named.length === 0 && element.childNodes.length === 0;
  if (isNothing) read.note('shortcode', '', attribute(element, 'written'));
};

/** Its pictures, if any. Says whether what is inside has been read: the address of one. */
function pushPictures(element: Element, read: HtmlReader, out: Piece[]): boolean {
  const within = lettersIn(element.childNodes).trim();
  const named = PICTURES.map((name) => attribute(element, `at-${name}`)).find(isPictures);
  const isWithin = !named && isPictures(within) && !/^[\d\s,|]*$/.test(within);
  const names = named ?? (isWithin ? within : '');
  if (!names) return false;
  const alt = attribute(element, 'at-alt').trim();
  if (alt) read.see(alt);
  if (isWithin) read.leave('picture', within);
  const pictures = names.split(/[\s,|]+/).filter(Boolean);
  out.push(END, ...galleryOf(pictures.map((name) => pictureNamed(name, read, { alt }))), END);
  return isWithin;
}

function isPictures(value: string): boolean {
  return /^\d{1,12}(\s*[,|]\s*\d{1,12})*$/.test(value) || (/^https?:/.test(value) && PICTURE_FILE.test(value));
}

/** What it shows from elsewhere, if anything. Says whether what is inside has been read: its address. */
function pushShown(element: Element, read: HtmlReader, out: Piece[]): boolean {
  const name = attribute(element, 'name');
  const within = lettersIn(element.childNodes).trim();
  const isAddress = /^https?:\/\/\S+$/i.test(within);
  const written = element.attrs.filter((each) => /^at-\d+$/.test(each.name)).map(({ value }) => value);
  const addresses = [...written, ...ADDRESSES.map((each) => attribute(element, `at-${each}`)), isAddress ? within : ''];
  const ids = [...written, attribute(element, 'at-id')].flatMap((id) => addressOfId(name, id));
  const given = [...ids, ...addresses].filter((address) => /^(https?:)?\/\//i.test(address));
  const isMedia = /^(embed|video|audio|iframe|youtube|vimeo|soundcloud|tweet|twitter|googlemaps|fusion_youtube)$/.test(
    name,
  );
  const address =
    given.find(readPost) ?? (isMedia || isAddress ? given.find((each) => read.absolute(each)) : undefined);
  const shown = address && shownAt(address, '', read);
  if (!shown) return false;
  if (isAddress) read.see(within);
  out.push(END, shown, END);
  return isAddress;
}

function addressOfId(shortcode: string, id: string): string[] {
  if (/youtube/.test(shortcode) && /^[\w-]{11}$/.test(id)) return [`https://www.youtube.com/watch?v=${id}`];
  if (/vimeo/.test(shortcode) && /^\d{5,12}$/.test(id)) return [`https://vimeo.com/${id}`];
  if (/^(tweet|twitter)/.test(shortcode) && /^\d{5,20}$/.test(id)) return [`https://x.com/i/web/status/${id}`];
  return [];
}

/** Words in attributes: a heading where they are its title. Where it has an address, they lead there. */
function pushWords(element: Element, place: Place, read: HtmlReader, out: Piece[]): void {
  const address = ADDRESSES.map((name) => attribute(element, `at-${name}`)).find((each) => /^https?:\/\//i.test(each));
  const href = address && !readPost(address) ? read.link(address) : undefined;
  const marks = href ? { ...place.marks, href } : place.marks;
  for (const name of WORDS) {
    const words = attribute(element, `at-${name}`).trim();
    if (!/\p{L}/u.test(words) || /^https?:\/\/\S+$/.test(words)) continue;
    const lines = joinedLinesOf(read.whole(treeOf(words), { ...place, marks }));
    out.push(END);
    pushLines(out, lines);
  }
}
