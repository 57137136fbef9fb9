import { mayLinkTo, type Span } from '#newsroom/articles/article-body';

// What the tags and styles of others mean. Styles are read as they stand in the clipboard; nothing is laid out.

const NOT_TEXT = new Set(
  'audio button canvas colgroup dialog embed figcaption head input link map meta noscript object script select style svg template textarea title video'.split(
    ' ',
  ),
);

const LINES = new Set(
  'address article aside body center dd details div dl dt fieldset figure footer form header li main nav p pre section summary td tr'.split(
    ' ',
  ),
);

/** Whether it is nothing that readers saw: what runs, controls, marginal notes, deletions that are only tracked, captions of pictures that stay behind. */
export function isHidden(element: HTMLElement): boolean {
  const style = element.getAttribute('style') ?? '';
  return (
    NOT_TEXT.has(element.localName) ||
    element.localName === 'del' ||
    element.hasAttribute('hidden') ||
    element.classList.contains('msocomanchor') ||
    /display:\s*none|mso-hide:\s*all|mso-list:\s*ignore|mso-element:\s*(comment|endnote|footnote)/i.test(style)
  );
}

export function startsLine(element: Element): boolean {
  return LINES.has(element.localName);
}

/** The marks that hold inside an element, by its tag and then by its style, which may take them back: Google wraps everything in a <b> that is not bold. */
export function marksOf(element: HTMLElement, { strong, emphasis, href }: Omit<Span, 'text'>): Omit<Span, 'text'> {
  const { fontWeight, fontStyle } = element.style;
  const isStrong = fontWeight ? /^(bold|bolder|[6-9]00)$/.test(fontWeight) : strong || /^(b|strong)$/.test(element.localName);
  const isEmphasis = fontStyle ? /^(italic|oblique)/.test(fontStyle) : emphasis || /^(i|em)$/.test(element.localName);
  const address = element.localName === 'a' ? addressOf(element.getAttribute('href') ?? '') : href;
  return { ...(isStrong && { strong: true }), ...(isEmphasis && { emphasis: true }), ...(address && { href: address }) };
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
  const [, list, level] = /mso-list:\s*(l\d+)\s+level(\d+)/i.exec(element.getAttribute('style') ?? '') ?? [];
  if (!list) return undefined;
  const marker = [...element.querySelectorAll('[style*="mso-list"]')].find((each) =>
    /mso-list:\s*ignore/i.test(each.getAttribute('style') ?? ''),
  );
  return { list, level: Number(level), ordered: /^\s*\(?([0-9]+|\p{L}{1,4})[.)]/u.test(marker?.textContent ?? '') };
}

/** The character that a small picture stands for. */
export function pictogram(image: Element): string {
  const alternative = image.getAttribute('alt') ?? '';
  return /^\p{Extended_Pictographic}(\p{Emoji_Component}|\p{Extended_Pictographic})*$/u.test(alternative) ? alternative : '';
}
