import type { Heading } from '#blocks/heading/schema';
import { escapeHtml } from '#blocks/html';
import type { WriteFeed } from '#blocks/kind';
import { plainText } from '#blocks/spans';

export const headingFeed: WriteFeed<Heading> = ({ level, text }) =>
  `<h${level}>${escapeHtml(plainText(text))}</h${level}>`;
