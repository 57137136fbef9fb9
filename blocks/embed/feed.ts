import type { Embed } from '#blocks/embed/schema';
import { escapeHtml } from '#blocks/html';
import type { WriteFeed } from '#blocks/kind';

export const embedFeed: WriteFeed<Embed> = ({ href, title }) =>
  `<p><a href="${escapeHtml(href)}">${escapeHtml(title)}</a></p>`;
