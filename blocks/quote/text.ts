import type { KindText } from '#blocks/kind';
import type { Quote } from '#blocks/quote/schema';
import { writtenText } from '#blocks/spans';

export const quoteText: KindText<Quote> = {
  parts: ({ text, attribution }) => ({ prose: [text], labels: attribution ? [attribution] : [] }),
  summary: ({ text, attribution }) => (attribution ? `${writtenText(text)} — ${attribution}` : writtenText(text)),
};
