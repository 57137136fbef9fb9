import { escapeHtml, spansHtml } from '#blocks/html';
import type { WriteFeed } from '#blocks/kind';
import type { Quote } from '#blocks/quote/schema';

export const quoteFeed: WriteFeed<Quote> = ({ text, attribution }, { origin }) =>
  `<blockquote><p>${spansHtml(text, origin)}</p>` +
  `${attribution ? `<p><cite>${escapeHtml(attribution)}</cite></p>` : ''}</blockquote>`;
