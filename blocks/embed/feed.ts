import { postOf } from '#blocks/embed/providers';
import type { Embed } from '#blocks/embed/schema';
import { escapeHtml } from '#blocks/html';
import type { WriteFeed } from '#blocks/kind';

export const embedFeed: WriteFeed<Embed> = ({ provider, href, title }) =>
  `<p><a href="${escapeHtml(postOf(provider, href)?.href ?? href)}">${escapeHtml(title)}</a></p>`;
