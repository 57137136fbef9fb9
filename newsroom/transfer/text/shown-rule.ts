import { wordsIn } from '#blocks/body';
import { type EmbedProvider, postOf, providerOf } from '#blocks/embed/providers';
import { EMBED_TITLE_LENGTH } from '#blocks/embed/schema';
import { type HtmlReader, MOST_WHOLES, type Rule } from './html-reader.ts';
import { visibleLetters } from './layout.ts';
import { isTiny } from './picture-rule.ts';
import { END, type Piece, type Shown } from './pieces.ts';
import {
  allIn,
  attribute,
  childElements,
  type Element,
  findIn,
  hasClass,
  isElement,
  lettersIn,
  lineIn,
  treeOf,
} from './tree.ts';

// What a page shows from elsewhere: frames, players, posts.

/** Whose post an address is that of, and its address without what says who followed it. */
export function readPost(address: string): { provider: EmbedProvider; href: string } | undefined {
  const secure = address.replace(/^(http:)?\/\//i, 'https://');
  const provider = providerOf(secure);
  const post = provider && postOf(provider, secure);
  return post && { provider, href: post.href };
}

/** An address as a piece; undefined where nothing may lead there. */
export function shownAt(address: string, words: string, read: HtmlReader): Shown | undefined {
  const post = readPost(address);
  const href = post?.href ?? read.link(address);
  if (!href) return undefined;
  const name = post?.href ?? nameOf(read.absolute(address) ?? href);
  return { kind: 'shown', href, words: words || name.slice(0, EMBED_TITLE_LENGTH), isNamed: words !== '' };
}

/** What an address is called where nobody has named it: its file, or the site. */
function nameOf(address: string): string {
  const { hostname, pathname } = new URL(address);
  const file = pathname.split('/').at(-1) ?? '';
  const isMedia = /\.(mp3|mp4|m4a|m4v|mov|ogg|ogv|oga|wav|webm|pdf)$/i.test(file);
  return (isMedia ? decoded(file) : hostname.replace(/^www\./, '')) || address;
}

function decoded(file: string): string {
  try {
    return decodeURIComponent(file);
  } catch {
    return file;
  }
}

/** A frame of another site. */
export const frameRule: Rule = (element, place, read, out) => {
  const within = lettersIn(element.childNodes);
  if (!isTiny(element)) {
    const names = ['src', 'data-src', 'data-lazy-src', 'data-litespeed-src'];
    const addresses = names.map((name) => attribute(element, name));
    show(addresses, lineIn(element, 'title'), 'frame', read, out);
  }
  // One that was never closed has taken in what comes after it.
  const isText = within.includes('<') && place.wholes < MOST_WHOLES;
  if (isText) read.into(out, treeOf(within), { ...place, wholes: place.wholes + 1 });
  else read.leave('frame', within);
};

/** What was used before there were frames; a browser that cannot show it shows what is inside. */
export const objectRule: Rule = (element, place, read, out) => {
  const parameters = childElements(element).filter((child) => /^(movie|src|url)$/i.test(attribute(child, 'name')));
  const addresses = [attribute(element, 'data'), ...parameters.map((child) => attribute(child, 'value'))];
  const isAgain = findIn(element, (inner) => inner !== element && /^(embed|iframe|object)$/.test(inner.tagName));
  if (!isAgain) show(addresses, lineIn(element, 'title'), 'frame', read, out);
  read.into(out, element.childNodes, place);
};

/** More words than what is said to a browser that cannot play, and than a post of another site. */
const SWALLOWED = { player: 20, post: 400 };

/** A film or sound is a link to its file; what a browser that cannot play it would have shown is not. */
export const playerRule: Rule = (element, place, read, out) => {
  const inside = [...allIn(element.childNodes)].filter(isElement);
  const files = [element, ...inside.filter(({ tagName }) => tagName === 'source')];
  const links = inside.filter(({ tagName }) => tagName === 'a').map((link) => attribute(link, 'href'));
  const addresses = [...files.flatMap((file) => [attribute(file, 'src'), attribute(file, 'data-src')]), ...links];
  show(addresses, lineIn(element, 'title'), 'media', read, out);
  // One that was never closed has taken in what comes after it.
  if (wordsIn(visibleLetters(element.childNodes)) > SWALLOWED.player) read.into(out, element.childNodes, place);
};

/** The box in which WordPress shows what is at the address that is written there: nobody has read that. */
export const embedBoxRule: Rule = (element, place, read, out) => {
  const address = lettersIn(element.childNodes).trim();
  const shown = /^https?:\/\/\S+$/i.test(address) ? shownAt(address, '', read) : undefined;
  if (shown) out.push(END, shown, END);
  else read.into(out, element.childNodes, place);
};

/** Shows the first of some addresses that may be shown. */
function show(addresses: string[], title: string, what: 'frame' | 'media', read: HtmlReader, out: Piece[]): void {
  const given = addresses.filter((address) => address && !/^about:/i.test(address));
  const best = given.find(readPost) ?? given.find((address) => read.absolute(address)) ?? '';
  const shown = best ? shownAt(best, title, read) : undefined;
  out.push(END);
  if (shown) {
    if (title) read.see(title);
    out.push(shown, END);
  } else if (given.length > 0 || title) {
    if (title) read.leave(what, title);
    else read.note(what, '', given[0]);
  }
}

/**
 * A post of another site in the code that the site gives for it: a quotation with its text, or an empty box.
 * undefined for whatever is none.
 */
function postIn(element: Element, read: HtmlReader): Shown | undefined {
  const address = addressesIn(element).find(readPost);
  if (!address) return undefined;
  const words = visibleLetters(element.childNodes).replace(/\s+/g, ' ').trim();
  if (wordsIn(words) > SWALLOWED.post) return undefined;
  return shownAt(address, words, read);
}

const CODE = /^(twitter-(tweet|video)|instagram-media|tiktok-embed|fb-(post|video)|flourish-embed|telegram-post)$/;

function addressesIn(element: Element): string[] {
  const telegram = attribute(element, 'data-telegram-post');
  if (!telegram && !hasClass(element, CODE)) return [];
  const chart = hasClass(element, /^flourish-embed$/) ? attribute(element, 'data-src') : '';
  const links = [...allIn(element.childNodes)].filter(isElement).filter(({ tagName }) => tagName === 'a');
  return [
    telegram && `https://t.me/${telegram}`,
    attribute(element, 'data-instgrm-permalink'),
    attribute(element, 'cite'),
    attribute(element, 'data-href'),
    chart && `https://flo.uri.sh/${chart.replace(/\?.*$/s, '')}`,
    ...links.reverse().map((link) => attribute(link, 'href')),
  ].filter(Boolean);
}

/** Reads a post of another site, if it is one; its letters are counted here. */
export function readsAsPost(element: Element, read: HtmlReader, out: Piece[]): boolean {
  const shown = postIn(element, read);
  if (!shown) return false;
  if (shown.isNamed) read.see(shown.words);
  out.push(END, shown, END);
  return true;
}
