import { writtenText } from '#blocks/spans';
import { type HtmlReader, type Place, type Rule, without } from './html-reader.ts';
import { END, GAP, joinedLinesOf, type Line, linesOf, type Piece, pushLines, type WantedPicture } from './pieces.ts';
import { allIn, type Element, hasClass, isElement } from './tree.ts';

const CAPTION = /^(wp-caption-text|wp-element-caption|gallery-caption|imageCaption|image-caption)$/;

/** A picture with its caption, however the page has put them together; of several pictures a gallery. */
export const figureRule: Rule = (figure, place, read, out) => {
  const caption = captionIn(figure);
  const pieces = read.whole(figure.childNodes, without(place, caption));
  const written = caption ? joinedLinesOf(read.whole([caption], { ...place, marks: {} })) : [];
  pushFigure(out, linesOf(pieces), written);
};

/** The same where all letters beside the picture are its caption. */
export const captionedRule: Rule = (element, place, read, out) => {
  const lines = joinedLinesOf(read.whole(element.childNodes, place));
  pushFigure(
    out,
    lines.filter(({ kind }) => kind !== 'line'),
    lines.filter(({ kind }) => kind === 'line'),
  );
};

/** A box that a gallery stands in. */
export const galleryRule: Rule = (element, place, read, out) => {
  pushFigure(out, linesOf(read.whole(element.childNodes, place)), []);
};

/** A card for a page elsewhere: its words and its address, not the small pictures. */
export function cardRule(card: Element, place: Place, read: HtmlReader, out: Piece[]): void {
  const pieces = read.whole(card.childNodes, place);
  out.push(END);
  for (const piece of pieces) {
    if (piece.kind === 'picture') read.note('picture', piece.picture.alt);
    else out.push(piece);
  }
  out.push(END);
}

function pushFigure(out: Piece[], lines: readonly Line[], written: readonly Line[]): void {
  const caption = written
    .map((line) => (line.kind === 'line' ? writtenText(line.text) : ''))
    .join(' ')
    .trim();
  const others = written.filter(({ kind }) => kind !== 'line');
  out.push(END);
  const isTaken = caption !== '' && pushWithCaption(out, lines, caption);
  if (!isTaken) {
    const pictures = lines.flatMap((line) => (line.kind === 'picture' ? [line.picture] : []));
    if (pictures.length > 1 && pictures.length === lines.length) out.push({ kind: 'gallery', pictures });
    else pushLines(out, lines);
    pushLines(
      out,
      written.filter(({ kind }) => kind === 'line'),
    );
  }
  for (const line of others) if (line.kind !== 'line') out.push(line);
  out.push(END);
}

/** Whether a caption goes with the one thing that it stands under. */
function pushWithCaption(out: Piece[], lines: readonly Line[], caption: string): boolean {
  const [only] = lines;
  if (lines.length !== 1 || !only) return false;
  if (only.kind === 'picture' && !only.picture.caption) {
    out.push({ kind: 'picture', picture: { ...only.picture, caption } });
    return true;
  }
  if (only.kind === 'shown' && !only.isNamed) {
    out.push({ ...only, words: caption, isNamed: true });
    return true;
  }
  return false;
}

function captionIn(figure: Element): Element | undefined {
  for (const node of allIn(figure.childNodes)) {
    if (!isElement(node)) continue;
    const isCaption = node.tagName === 'figcaption' || hasClass(node, CAPTION);
    if (isCaption && isOf(node, figure)) return node;
  }
  return undefined;
}

/** Whether it is the caption of this figure, and not of one in it. */
function isOf(caption: Element, figure: Element): boolean {
  let node = caption.parentNode;
  while (node && node !== figure && 'tagName' in node) {
    if (node.tagName === 'figure') return false;
    node = node.parentNode;
  }
  return true;
}

export function galleryOf(pictures: WantedPicture[]): Piece[] {
  if (pictures.length === 0) return [];
  const [only] = pictures;
  return pictures.length === 1 && only ? [GAP, { kind: 'picture', picture: only }] : [{ kind: 'gallery', pictures }];
}
