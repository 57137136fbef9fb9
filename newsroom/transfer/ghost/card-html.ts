import { escapeHtml } from '#blocks/html';
import { markdownHtml } from '#newsroom/transfer/ghost/markdown-html';

/** What a card of Ghost’s editors is, as HTML; or, where readers of the site did not see it, what is left out. */
export type Card = { html: string; leftOut?: { type: string; title: string } };
type Payload = Record<string, unknown>;

/**
 * A card of Mobiledoc or Lexical, which name them alike. Of kinds that are not known the texts stay. Cards for letters
 * and for members alone, and forms, are left out: they would be published by mistake.
 */
export function cardHtml(kind: string, payload: Payload): Card {
  const name = kind.replace(/^card-|-card$/g, '');
  if (isHidden(payload)) return { html: '', leftOut: { type: 'card for members', title: firstText(payload) } };
  const type = LEFT_OUT.get(name);
  if (type) return { html: '', leftOut: { type, title: firstText(payload) } };
  const draw = Object.hasOwn(CARDS, name) ? CARDS[name] : undefined;
  return { html: draw ? draw(payload) : textsOf(payload) };
}

const LEFT_OUT = new Map([
  ['email', 'card for letters'],
  ['email-cta', 'card for letters'],
  ['signup', 'form to subscribe'],
]);

/** Since version 5 a card may be for members or letters alone. */
function isHidden({ visibility }: Payload): boolean {
  const { web, showOnWeb } = objectOf(visibility);
  return objectOf(web).nonMember === false || showOnWeb === false;
}

const CARDS: Record<string, (payload: Payload) => string> = {
  image: (payload) => figure(linked(image(payload), payload.href), payload.caption),
  gallery: ({ images, caption }) =>
    figure(
      listOf(images)
        .map((one) => image(objectOf(one)))
        .join(''),
      caption,
      'kg-card kg-gallery-card',
    ),
  markdown: ({ markdown }) => markdownHtml(text(markdown)),
  html: ({ html }) => text(html),
  hr: () => '<hr>',
  horizontalrule: () => '<hr>',
  paywall: () => '',
  code: codeHtml,
  codeblock: codeHtml,
  embed: ({ url, html, caption }) =>
    figure(
      text(html) || (url ? `<a href="${escaped(url)}">${escaped(url)}</a>` : ''),
      caption,
      'kg-card kg-embed-card',
    ),
  bookmark: bookmarkHtml,
  callout: ({ calloutText, calloutEmoji }) =>
    `<aside><p>${escaped([calloutEmoji].filter(Boolean).join(''))} ${inline(calloutText)}</p></aside>`,
  toggle: ({ heading, content }) => `<h4>${inline(heading)}</h4>${paragraphs(content)}`,
  button: buttonHtml,
  audio: ({ src, title }) => figure(`<audio controls src="${escaped(src)}"></audio>`, escaped(title)),
  video: ({ src, caption, customThumbnailSrc, thumbnailSrc }) =>
    figure(
      `<video controls src="${escaped(src)}" poster="${escaped(customThumbnailSrc || thumbnailSrc)}"></video>`,
      caption,
    ),
  file: ({ src, fileTitle, fileName, fileCaption }) =>
    `<p><a href="${escaped(src)}">${escaped(fileTitle || fileName || src)}</a></p>${paragraphs(fileCaption)}`,
  product: (payload) =>
    (payload.productImageSrc ? figure(image({ src: payload.productImageSrc })) : '') +
    `<h4>${inline(payload.productTitle)}</h4>${paragraphs(payload.productDescription)}` +
    buttonHtml({ buttonText: payload.productButton, buttonUrl: payload.productButtonEnabled && payload.productUrl }),
  header: (payload) =>
    (payload.backgroundImageSrc ? figure(image({ src: payload.backgroundImageSrc })) : '') +
    (payload.header ? `<h2>${inline(payload.header)}</h2>` : '') +
    paragraphs(payload.subheader) +
    (payload.buttonEnabled ? buttonHtml(payload) : ''),
  'call-to-action': (payload) =>
    (payload.hasSponsorLabel ? paragraphs(payload.sponsorLabel) : '') +
    (payload.imageUrl ? figure(image({ src: payload.imageUrl })) : '') +
    paragraphs(payload.textValue) +
    (payload.showButton ? buttonHtml(payload) : ''),
  'before-after': ({ beforeImage, afterImage, caption }) =>
    figure(image(objectOf(beforeImage)) + image(objectOf(afterImage)), caption, 'kg-card kg-gallery-card'),
};

/** Text or a value as text of HTML or of an attribute. */
export function escaped(value: unknown): string {
  return escapeHtml(text(value));
}

function figure(content: string, caption?: unknown, className?: string): string {
  if (!content) return paragraphs(caption);
  const words = inline(caption);
  return (
    `<figure${className ? ` class="${className}"` : ''}>${content}` +
    `${words ? `<figcaption>${words}</figcaption>` : ''}</figure>`
  );
}

function image({ src, alt, title }: Payload): string {
  if (!text(src)) return '';
  return `<img src="${escaped(src)}" alt="${escaped(alt)}"${title ? ` title="${escaped(title)}"` : ''}>`;
}

function linked(html: string, href: unknown): string {
  return text(href) ? `<a href="${escaped(href)}">${html}</a>` : html;
}

function codeHtml({ code, language, caption }: Payload): string {
  const className = text(language) ? ` class="language-${escaped(language)}"` : '';
  return `<pre><code${className}>${escaped(code)}</code></pre>${paragraphs(caption)}`;
}

function bookmarkHtml({ url, metadata, caption }: Payload): string {
  const { title, description, author, publisher } = objectOf(metadata);
  const source = [author, publisher].map(text).filter(Boolean).join(', ');
  return (
    `<p><a href="${escaped(url)}">${escaped(title || url)}</a>${source ? ` (${escaped(source)})` : ''}</p>` +
    (text(description) ? `<p>${escaped(description)}</p>` : '') +
    paragraphs(caption)
  );
}

function buttonHtml({ buttonText, buttonUrl }: Payload): string {
  return text(buttonText) && text(buttonUrl) ? `<p><a href="${escaped(buttonUrl)}">${escaped(buttonText)}</a></p>` : '';
}

/** A field of HTML that belongs into a paragraph, heading or caption: paragraphs in it become lines. */
function inline(value: unknown): string {
  return text(value)
    .trim()
    .replace(/^<p\b[^<>]*>|<\/p>$/g, '')
    .replace(/<\/p>\s*<p\b[^<>]*>/g, '<br>');
}

/** A field of HTML that stands alone. */
function paragraphs(value: unknown): string {
  const html = text(value).trim();
  return html === '' || /^<(p|h\d|ul|ol|blockquote|div)\b/.test(html) ? html : `<p>${html}</p>`;
}

/** Keys of texts that people wrote, among colours, sizes and addresses. */
const TEXT_KEY =
  /(^|[a-z_])(text|textvalue|title|heading|header|caption|content|description|label|html|markdown|alt)$/i;

function textsOf(payload: Payload): string {
  return Object.entries(payload)
    .filter(([key, value]) => TEXT_KEY.test(key) && text(value) !== '')
    .map(([key, value]) => (/markdown$/i.test(key) ? markdownHtml(text(value)) : paragraphs(value)))
    .join('');
}

function firstText(payload: Payload): string {
  return textsOf(payload)
    .replace(/<[^<>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 80);
}

function text(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

/** A value as an object; an empty one where it is none. */
export function objectOf(value: unknown): Payload {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Payload) : {};
}

/** A value as a list; an empty one where it is none. */
export function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}
