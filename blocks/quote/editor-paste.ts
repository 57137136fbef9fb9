import { ATTRIBUTION_LENGTH } from '#blocks/quote/schema';
import { plainText } from '#blocks/spans';
import type { Line, PasteRule, Piece } from '#editor/paste/pieces';

/**
 * Whoever is quoted stands in the footer of the quote, or in a <cite> at its end; of several paragraphs it belongs to
 * the last. What does not fit there is a line after it.
 */
export const pasteQuote: PasteRule = function* (element, marks, read) {
  const quote = element.cloneNode(true) as HTMLElement;
  const footer = quote.querySelector('footer') ?? citeAtEnd(quote);
  footer?.remove();
  const attribution = (footer ? plainText(read.line(footer, {})) : '').replace(/^[—–-]\s*/, '');
  const lines = [...read.lines(quote, marks)];
  const last = lines.at(-1);
  const fits = last !== undefined && !('type' in last) && attribution.length <= ATTRIBUTION_LENGTH;
  for (const line of lines) yield pieceOf(line, fits && line === last ? attribution : '');
  if (attribution && !fits) yield { type: 'paragraph', text: [{ text: attribution }] };
};

function pieceOf(line: Line, attribution: string): Piece {
  return 'type' in line ? line : { type: 'quote', text: line.line, ...(attribution && { attribution }) };
}

/** Anywhere else it is the title of a work, and part of the sentence. */
function citeAtEnd(quote: HTMLElement): Element | undefined {
  const cite = [...quote.querySelectorAll('cite')].at(-1);
  const text = quote.textContent?.trimEnd() ?? '';
  return cite?.textContent && text.endsWith(cite.textContent.trimEnd()) ? cite : undefined;
}
