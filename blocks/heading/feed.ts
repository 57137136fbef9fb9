import type { Heading } from '#blocks/heading/schema';
import { spansHtml } from '#blocks/html';
import type { WriteFeed } from '#blocks/kind';

export const headingFeed: WriteFeed<Heading> = ({ level, text }, { origin }) =>
  `<h${level}>${spansHtml(text, origin)}</h${level}>`;
