import { plainText } from '#blocks/spans';
import type { PasteRule } from '#editor/paste/pieces';

/** Whoever is quoted stands in the footer of the quote; of several paragraphs it belongs to the last. */
export const pasteQuote: PasteRule = function* (element, marks, read) {
  const quote = element.cloneNode(true) as HTMLElement;
  const footer = quote.querySelector('footer, cite');
  footer?.remove();
  const attribution = (footer ? plainText(read.line(footer, {})) : '').replace(/^[—–-]\s*/, '');
  const parts = [...read.lines(quote, marks)];
  for (const [index, part] of parts.entries()) {
    if ('type' in part) yield part;
    else yield { type: 'quote', text: part.line, ...(attribution && index === parts.length - 1 && { attribution }) };
  }
};
