import type { KindText } from '#blocks/kind';
import type { Quote } from '#blocks/quote/schema';
import { plainText } from '#blocks/spans';

export const quoteText: KindText<Quote> = {
  parts: ({ text, attribution }) => ({ prose: [text], labels: attribution ? [attribution] : [] }),
  summary: ({ text, attribution }) => (attribution ? `${plainText(text)} — ${attribution}` : plainText(text)),
};
