import { mayLinkTo, type Span } from '#blocks/spans';

// What the tags and styles of others mean. Styles are read as they stand in the clipboard; nothing is laid out.

/**
 * A page of the HTML. Our policy counts styles and handlers even in a page that nobody is shown, so styles get another
 * name and handlers none.
 */
export function pageOf(html: string): Document {
  const harmless = html
    .replace(/<style[\s>][\s\S]*?<\/style>/gi, '')
    .replace(/<[a-z][^>]*>/gi, (tag) =>
      tag.replace(/(\s)style(\s*=)/gi, '$1data-style$2').replace(/(\s)on\w+(\s*=)/gi, '$1data-script$2'),
    );
  return new DOMParser().parseFromString(harmless, 'text/html');
}

function styleOf(element: Element, property: string): string {
  const style = element.getAttribute('data-style') ?? '';
  return new RegExp(`(?:^|;)\\s*${property}:\\s*([^;]*)`, 'gi').exec(style)?.[1]?.trim().toLowerCase() ?? '';
}

/** Whether line breaks inside are line breaks. */
export function keepsLines(element: Element | null): boolean {
  return Boolean(
    element &&
      (element.closest('pre') || /^(pre|pre-wrap|pre-line|break-spaces)$/.test(styleOf(element, 'white-space'))),
  );
}

const NOT_TEXT = new Set(
  (
    'audio button canvas colgroup dialog embed figcaption head input link map meta noscript object script select ' +
    'style svg template textarea title video'
  ).split(' '),
);

const LINES = new Set(
  (
    'address article aside body center dd details div dl dt fieldset figure footer form header li main nav p pre ' +
    'section summary td tr'
  ).split(' '),
);

/**
 * Whether it is nothing that readers saw: what runs, controls, marginal notes, deletions that are only tracked,
 * captions of pictures that stay behind.
 */
export function isHidden(element: HTMLElement): boolean {
  return (
    NOT_TEXT.has(element.localName) ||
    element.localName === 'del' ||
    element.hasAttribute('hidden') ||
    element.classList.contains('msocomanchor') ||
    styleOf(element, 'display') === 'none' ||
    styleOf(element, 'mso-hide') === 'all' ||
    styleOf(element, 'mso-list') === 'ignore' ||
    /^(comment|endnote|footnote)/.test(styleOf(element, 'mso-element'))
  );
}

export function startsLine(element: Element): boolean {
  return LINES.has(element.localName);
}

/**
 * The marks that hold inside an element, by its tag and then by its style, which may take them back: Google wraps
 * everything in a <b> that is not bold.
 */
export function marksOf(element: HTMLElement, { strong, emphasis, href }: Omit<Span, 'text'>): Omit<Span, 'text'> {
  const fontWeight = styleOf(element, 'font-weight');
  const fontStyle = styleOf(element, 'font-style');
  const isStrong = fontWeight
    ? /^(bold|bolder|[6-9]00)$/.test(fontWeight)
    : strong || /^(b|strong)$/.test(element.localName);
  const isEmphasis = fontStyle ? /^(italic|oblique)/.test(fontStyle) : emphasis || /^(i|em)$/.test(element.localName);
  const address = element.localName === 'a' ? addressOf(element.getAttribute('href') ?? '') : href;
  return {
    ...(isStrong && { strong: true }),
    ...(isEmphasis && { emphasis: true }),
    ...(address && { href: address }),
  };
}

/** Only addresses that are whole: a path would be one of our own pages. */
function addressOf(href: string): string | undefined {
  if (!/^(https?|mailto):/i.test(href) || !URL.canParse(href)) return undefined;
  const { hostname, pathname, searchParams } = new URL(href);
  const wrapped = /^(www\.)?google\.com$/.test(hostname) && pathname === '/url' ? searchParams.get('q') : null;
  const address = wrapped ?? href;
  return mayLinkTo(address) ? address : undefined;
}

/** Which of Word's lists a paragraph is an item of. Its number or bullet is text that Word itself says to ignore. */
export function listOfWord(element: HTMLElement): { list: string; level: number; ordered: boolean } | undefined {
  const [, list, level] = /^(l\d+)\s+level(\d+)/.exec(styleOf(element, 'mso-list')) ?? [];
  if (!list) return undefined;
  const marker = [...element.querySelectorAll('[data-style*="mso-list"]')].find(
    (each) => styleOf(each, 'mso-list') === 'ignore',
  );
  return { list, level: Number(level), ordered: /^\s*\(?([0-9]+|\p{L}{1,4})[.)]/u.test(marker?.textContent ?? '') };
}

/** The character that a small picture stands for. */
export function pictogram(image: Element): string {
  const alternative = image.getAttribute('alt') ?? '';
  return /^\p{Extended_Pictographic}(\p{Emoji_Component}|\p{Extended_Pictographic})*$/u.test(alternative)
    ? alternative
    : '';
}
