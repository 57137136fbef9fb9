import { ATTRIBUTION_LENGTH } from '#blocks/quote/schema';
import { writtenText } from '#blocks/spans';
import { type Rule, without } from './html-reader.ts';
import { marksOf } from './marks.ts';
import { END, joinedLinesOf, type Line, linesOf, type Piece, pushLines } from './pieces.ts';
import { allIn, type Element, isElement, lettersIn } from './tree.ts';

/**
 * Whoever is quoted stands in the footer of the quote, or in a <cite> at its end; of several paragraphs it belongs to
 * the last. What does not fit there is a line after it.
 */
export const quoteRule: Rule = (element, place, read, out) => {
  const inside = { ...place, marks: marksOf(element, place.marks, read) };
  if (place.isInQuote) {
    out.push(END);
    read.into(out, element.childNodes, inside);
    out.push(END);
    return;
  }
  const source = sourceIn(element);
  const quoted = { ...inside, isInQuote: true };
  const lines = linesOf(read.whole(element.childNodes, without(quoted, source)));
  const named = source ? joinedLinesOf(read.whole([source], { ...quoted, marks: {} })) : [];
  out.push(END);
  pushQuotes(out, lines, named);
};

function pushQuotes(out: Piece[], lines: readonly Line[], named: readonly Line[]): void {
  const [source] = named;
  const attribution = source?.kind === 'line' ? writtenText(source.text).replace(/^[—–-]\s*/, '') : '';
  const last = lines.at(-1);
  const fits = named.length === 1 && last?.kind === 'line' && attribution.length <= ATTRIBUTION_LENGTH;
  for (const line of lines) {
    if (line.kind !== 'line') out.push(line);
    else
      out.push({
        kind: 'block',
        block: { type: 'quote', text: line.text, ...(fits && line === last && attribution && { attribution }) },
      });
  }
  if (!fits) pushLines(out, named);
}

/** Anywhere else than at the end, <cite> is the title of a work, and part of the sentence. */
function sourceIn(quote: Element): Element | undefined {
  const inside = [...allIn(quote.childNodes)].filter(isElement);
  const footer = inside.find(({ tagName }) => tagName === 'footer');
  if (footer) return footer;
  const cite = inside.filter(({ tagName }) => tagName === 'cite').at(-1);
  const letters = cite ? lettersIn([cite]).trimEnd() : '';
  return letters && lettersIn([quote]).trimEnd().endsWith(letters) ? cite : undefined;
}
