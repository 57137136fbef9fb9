import type { Text } from '#blocks/spans';
import { blockRule } from './block-rule.ts';
import { cardRule, figureRule, galleryRule } from './figure-rule.ts';
import { FORMULA_RULES } from './formula-rule.ts';
import { isHidden, isNeverSeen } from './hidden.ts';
import { type HtmlReader, MOST_WHOLES, type Place, type Rule } from './html-reader.ts';
import { keepsLines, standsApart, startsLine, visibleLetters } from './layout.ts';
import { itemRule, listRule, readsAsItemOfWord } from './list-rule.ts';
import { marksOf } from './marks.ts';
import { backgroundOf, noScriptRule, pictureNamed, pictureRule, pushPicture } from './picture-rule.ts';
import { END, GAP, joinedLinesOf, type Piece } from './pieces.ts';
import { quoteRule } from './quote-rule.ts';
import { shortcodeRule } from './shortcode-rule.ts';
import { embedBoxRule, frameRule, objectRule, playerRule, readsAsPost } from './shown-rule.ts';
import { tableRule } from './table-rule.ts';
import { attribute, type Element, hasClass, isElement, isText, type TreeNode } from './tree.ts';

/** Deeper than any text is nested; below, only its letters are read. */
const DEEPEST = 250;

/** Letters that nobody sees. */
const INVISIBLE = /[\u00ad\u200b\u2060\ufeff]/g;

/** Adds what some nodes say to `out`. */
export function readNodes(out: Piece[], nodes: readonly TreeNode[], place: Place, read: HtmlReader): void {
  for (const node of nodes) {
    if (isText(node)) readLetters(out, node.value, place, read);
    else if (isElement(node) && !place.without?.includes(node)) readElement(out, node, place, read);
  }
}

function readLetters(out: Piece[], letters: string, place: Place, read: HtmlReader): void {
  const text = letters.replace(INVISIBLE, '');
  const lines = place.keepsLines || place.isLoose ? text.split(/\r\n?|\n/) : [text];
  for (const [index, line] of lines.entries()) {
    if (index > 0) out.push(END);
    if (line) out.push({ kind: 'run', text: line, marks: place.marks });
  }
  read.seeLetters(text);
}

function readElement(out: Piece[], element: Element, outer: Place, read: HtmlReader): void {
  if (readsAsPost(element, read, out)) return;
  if (isNeverSeen(element)) return;
  if (isHidden(element)) {
    read.leave('hidden', visibleLetters(element.childNodes));
    out.push(GAP);
    return;
  }
  if (outer.depth >= DEEPEST) {
    readLetters(out, ` ${visibleLetters([element])} `, outer, read);
    return;
  }
  const isLine = startsLine(element);
  const isApart = isLine || standsApart(element);
  if (isApart) separate(out, isLine, read);
  readInside(out, element, { ...outer, depth: outer.depth + 1 }, read);
  if (isApart) separate(out, isLine, read);
}

function separate(out: Piece[], isLine: boolean, read: HtmlReader): void {
  out.push(isLine ? END : GAP);
  read.gap();
}

function readInside(out: Piece[], element: Element, place: Place, read: HtmlReader): void {
  const mayBeWhole = place.wholes < MOST_WHOLES;
  if (mayBeWhole && readsAsItemOfWord(element, place, read, out)) return;
  const whole = mayBeWhole ? (WHOLES.get(element.tagName) ?? classRuleFor(element)) : undefined;
  const rule = whole ?? RULES.get(element.tagName) ?? plainRule;
  rule(element, place, read, out);
}

const plainRule: Rule = (element, place, read, out) => {
  const background = hasClass(element, /^wp-block-cover$/) && backgroundOf(element);
  if (background) pushPicture(out, pictureNamed(background, read), read);
  const marks = marksOf(element, place.marks, read);
  read.into(out, element.childNodes, { ...place, marks, keepsLines: place.keepsLines || keepsLines(element) });
};

const headingRule: Rule = (element, place, read, out) => {
  const level = /^h[12]$/.test(element.tagName) ? 2 : 3;
  for (const line of joinedLinesOf(
    read.whole(element.childNodes, { ...place, marks: marksOf(element, place.marks, read) }),
  )) {
    if (line.kind !== 'line') out.push(line);
    else out.push({ kind: 'block', block: { type: 'heading', level, text: withoutStrong(line.text) } });
    out.push(END);
  }
};

/** A heading that is bold from end to end is so by itself. */
function withoutStrong(text: Text): Text {
  return text.every((span) => span.strong || !span.text.trim()) ? text.map(({ strong: _, ...span }) => span) : text;
}

/** The quotation marks that a browser would have drawn. */
const quotationRule: Rule = (element, place, read, out) => {
  const { innerQuotes, outerQuotes } = read.punctuation;
  const [open, close] = place.isInQuotationMarks ? innerQuotes : outerQuotes;
  const marks = marksOf(element, place.marks, read);
  out.push({ kind: 'run', text: open, marks });
  read.into(out, element.childNodes, { ...place, marks, isInQuotationMarks: true });
  out.push({ kind: 'run', text: close, marks });
};

const rubyRule: Rule = (element, place, read, out) => {
  out.push({ kind: 'run', text: ' (', marks: place.marks });
  read.gap();
  read.into(out, element.childNodes, place);
  out.push({ kind: 'run', text: ')', marks: place.marks });
};

const termRule: Rule = (element, place, read, out) => {
  read.into(out, element.childNodes, { ...place, marks: { ...place.marks, strong: true } });
};

/** What is left out, with the words that readers saw in it. */
function leftOut(what: 'control' | 'drawing'): Rule {
  return (element, _, read, out) => {
    const value = /^(hidden|password|file|checkbox|radio)$/.test(attribute(element, 'type'))
      ? ''
      : attribute(element, 'value');
    read.leave(what, `${value} ${visibleLetters(element.childNodes)}`);
    out.push(GAP);
  };
}

const WHOLES = new Map<string, Rule>([
  ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].map((name): [string, Rule] => [name, headingRule]),
  ['li', itemRule],
  ['blockquote', quoteRule],
  ['figure', (element, ...rest) => (hasClass(element, /^kg-bookmark-card$/) ? cardRule : figureRule)(element, ...rest)],
  ['table', tableRule],
  ['wp-shortcode', shortcodeRule],
]);

const GALLERY =
  /^(gallery|wp-block-gallery|blocks-gallery-grid|tiled-gallery|kg-gallery-container|wp-block-jetpack-(slideshow|tiled-gallery))$/;

/** What an element is by its class alone, as WordPress and Ghost write it. */
function classRuleFor(element: Element): Rule | undefined {
  if (hasClass(element, /^(wp-caption|gallery-item)$/)) return figureRule;
  if (hasClass(element, /^wp-block-embed__wrapper$/)) return embedBoxRule;
  return hasClass(element, GALLERY) ? galleryRule : undefined;
}

const RULES = new Map<string, Rule>([
  ...Object.entries(FORMULA_RULES),
  ['br', (_, __, read, out) => separate(out, true, read)],
  ['hr', (_, __, ___, out) => void out.push({ kind: 'block', block: { type: 'divider' } })],
  ...['img', 'amp-img'].map((name): [string, Rule] => [name, pictureRule]),
  ['noscript', noScriptRule],
  ['q', quotationRule],
  ['rt', rubyRule],
  ['dt', termRule],
  ...['ul', 'ol', 'menu', 'dir'].map((name): [string, Rule] => [name, listRule]),
  ['wp-block', blockRule],
  ...['iframe', 'embed', 'frame', 'amp-iframe'].map((name): [string, Rule] => [name, frameRule]),
  ...['object', 'applet'].map((name): [string, Rule] => [name, objectRule]),
  ...['video', 'audio'].map((name): [string, Rule] => [name, playerRule]),
  ...['svg', 'canvas'].map((name): [string, Rule] => [name, leftOut('drawing')]),
  ...['input', 'select', 'textarea', 'meter', 'progress'].map((name): [string, Rule] => [name, leftOut('control')]),
]);
