import { galleryOf } from './figure-rule.ts';
import type { HtmlReader, Rule } from './html-reader.ts';
import { visibleLetters } from './layout.ts';
import { pictureNamed } from './picture-rule.ts';
import { END, type Piece } from './pieces.ts';
import { shownAt } from './shown-rule.ts';
import { attribute, childElements, type Element, lettersIn } from './tree.ts';

/** What stood in the place of a text for subscribers, for everybody else: an invitation to pay. */
const INVITATION = 'premium-content/logged-out-view';

/** A block of WordPress (block-comments.ts). What is written in it says more than its attributes, if anything is. */
export const blockRule: Rule = (element, place, read, out) => {
  const name = attribute(element, 'block-name');
  if (name === INVITATION) {
    read.leave('block', visibleLetters(element.childNodes));
    out.push(END);
    return;
  }
  const isLoose = place.isLoose && /^(freeform|shortcode)$/.test(name);
  const before = out.length;
  out.push(END);
  read.into(out, element.childNodes, { ...place, isLoose });
  if (!isAnything(out, before)) pushNamed(name, element, read, out);
  out.push(END);
};

function isAnything(out: readonly Piece[], from: number): boolean {
  for (let at = from; at < out.length; at++) {
    const piece = out[at];
    if (piece && piece.kind !== 'end' && (piece.kind !== 'run' || piece.text.trim())) return true;
  }
  return false;
}

/** What its attributes name, where nothing is written. */
function pushNamed(name: string, element: Element, read: HtmlReader, out: Piece[]): void {
  const value = (key: string) => attribute(element, `block-${key}`);
  const pictures = [value('ids') || value('id') || value('mediaid') || value('url') || value('mediaurl')];
  const address = value('url') || value('src') || value('href');
  if (/^(gallery|image|cover|media-text)$/.test(name)) {
    const names = pictures.join(',').split(',').filter(Boolean);
    out.push(...galleryOf(names.map((each) => pictureNamed(each, read))));
    return;
  }
  const isShown = /^(embed|video|audio|file)$/.test(name);
  const shown = isShown && address ? shownAt(address, '', read) : undefined;
  const words = value('words');
  if (shown) out.push(shown);
  else if (words) read.leave('block', words);
  else if (isFilledIn(name, element)) read.note('block', '', `wp:${name}${value('ref') && ` ${value('ref')}`}`);
}

/** Whether WordPress would have shown something in its place. */
function isFilledIn(name: string, element: Element): boolean {
  if (/^(paragraph|heading|spacer|more|nextpage|freeform|html|columns?|group|list|list-item|quote)$/.test(name))
    return false;
  return childElements(element).length === 0 && !lettersIn(element.childNodes).trim();
}
