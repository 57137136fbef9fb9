import { spansHtml } from '#blocks/html';
import type { WriteFeed } from '#blocks/kind';
import type { Paragraph } from '#blocks/paragraph/schema';

export const paragraphFeed: WriteFeed<Paragraph> = ({ text }, { origin }) => `<p>${spansHtml(text, origin)}</p>`;
