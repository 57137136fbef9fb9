import { type Marks, mayLinkTo } from '#blocks/spans';
import { storableText } from '#i18n/storable';
import type { Loss } from './losses.ts';
import { writeClassStyles } from './style-sheets.ts';

// What the tags and styles of others mean. Styles are read as they stand in the clipboard; nothing is laid out.

/**
 * A page of the HTML. Our policy counts styles and handlers even in a page that nobody is shown, so styles get another
 * name and handlers none.
 */
export function pageOf(html: string): Document {
  const sheets: string[] = [];
  const harmless = storableText(html)
    .replace(/<style[^>]*>([\s\S]*?)<\/style>/gi, (_, sheet: string) => {
      sheets.push(sheet);
      return '';
    })
    .replace(/<[a-z][^>]*>/gi, (tag) =>
      tag.replace(/(\s)style(\s*=)/gi, '$1data-style$2').replace(/(\s)on\w+(\s*=)/gi, '$1data-script$2'),
    );
  const page = new DOMParser().parseFromString(harmless, 'text/html');
  writeClassStyles(page, sheets.join('\n'));
  return page;
}

/** What an element's own style says of a property, in small letters; of several declarations the last. */
export function styleOf(element: Element, property: string): string {
  const style = element.getAttribute('data-style') ?? '';
  const found = [...style.matchAll(new RegExp(`(?:^|;)\\s*${property}\\s*:\\s*([^;]*)`, 'gi'))];
  return (found.at(-1)?.[1] ?? '')
    .replace(/!important/i, '')
    .trim()
    .toLowerCase();
}

/** Whether line breaks inside are line breaks. */
export function keepsLines(element: Element | null): boolean {
  return Boolean(
    element &&
      (element.closest('pre') || /^(pre|pre-wrap|pre-line|break-spaces)$/.test(styleOf(element, 'white-space'))),
  );
}

const LINES = new Set(
  (
    'address article aside body caption center dd details div dl dt fieldset figcaption figure footer form h1 h2 h3 ' +
    'h4 h5 h6 header legend li main menu nav p pre section summary td th tr'
  ).split(' '),
);

/** Whether it stands in lines of its own. */
export function startsLine(element: Element): boolean {
  return (
    LINES.has(element.localName) || /^(block|flex|grid|table|list-item|flow-root)$/.test(styleOf(element, 'display'))
  );
}

/** Whether it stands apart from what is written before and after it on the same line. */
export function standsApart(element: Element): boolean {
  const isIn = (display: RegExp, one: Element | null) => Boolean(one && display.test(styleOf(one, 'display')));
  return (
    isIn(/^(inline-(block|flex|grid|table)|table-cell)$/, element) ||
    isIn(/^(inline-)?(flex|grid)$/, element.parentElement) ||
    /^(left|right)$/.test(styleOf(element, 'float'))
  );
}

const NEVER_SEEN = new Set(
  (
    'annotation annotation-xml base colgroup head link map meta noscript param rp script source style template title ' +
    'track xml'
  ).split(' '),
);

/** Whether readers saw nothing of it. */
export function isHidden(element: HTMLElement): boolean {
  const { localName } = element;
  return (
    NEVER_SEEN.has(localName) ||
    element.hasAttribute('hidden') ||
    (localName === 'dialog' && !element.hasAttribute('open')) ||
    (localName === 'input' && element.getAttribute('type') === 'hidden') ||
    (localName === 'svg' && !element.querySelector('text, title')) ||
    (/^(img|iframe)$/.test(localName) && isTiny(element)) ||
    (element.matches('.katex-html, .MathJax') && Boolean(element.parentElement?.querySelector('math'))) ||
    styleOf(element, 'display') === 'none' ||
    styleOf(element, 'visibility') === 'hidden' ||
    styleOf(element, 'mso-hide') === 'all'
  );
}

/** A picture or frame that only counts readers. */
function isTiny(element: Element): boolean {
  return ['width', 'height'].some((side) => /^[012](px)?$/.test(element.getAttribute(side) ?? styleOf(element, side)));
}

const LOST: Record<string, Loss> = {
  audio: 'media',
  video: 'media',
  canvas: 'picture',
  svg: 'picture',
  embed: 'frame',
  object: 'frame',
  button: 'control',
  input: 'control',
  meter: 'control',
  progress: 'control',
  select: 'control',
  textarea: 'control',
};

/** As what an element is lost that readers saw and no story can keep; undefined for whatever is read. */
export function lossOf(element: HTMLElement): Loss | undefined {
  if (element.matches('del[cite], del[datetime]')) return 'deletion';
  if (element.matches('.msocomanchor')) return 'comment';
  const part = styleOf(element, 'mso-element');
  if (/^comment/.test(part)) return 'comment';
  if (/^(endnote|footnote)/.test(part)) return 'note';
  return Object.hasOwn(LOST, element.localName) ? LOST[element.localName] : undefined;
}

/** Whether its letters are signs of a typeface that gives them another meaning. */
export function isInSymbols(element: Element): boolean {
  return (
    /^["']?(symbol|webdings|wingdings|zapf ?dingbats)/.test(styleOf(element, 'font-family')) ||
    styleOf(element, 'mso-char-type') === 'symbol'
  );
}

/**
 * The marks that hold inside an element, by its tag and then by its style, which may take them back: Google wraps
 * everything in a <b> that is not bold.
 */
export function marksOf(element: HTMLElement, outer: Marks): Marks {
  const { localName } = element;
  const fontWeight = styleOf(element, 'font-weight');
  const fontStyle = styleOf(element, 'font-style');
  const decoration = styleOf(element, 'text-decoration-line') || styleOf(element, 'text-decoration');
  const isStrong = fontWeight
    ? /^(bold|bolder|[6-9]00)$/.test(fontWeight)
    : outer.strong || /^(b|strong)$/.test(localName);
  const isEmphasis = fontStyle ? /^(italic|oblique)/.test(fontStyle) : outer.emphasis || /^(i|em)$/.test(localName);
  // A line through the text around goes through what is inside, whatever the inside says.
  const isStruck =
    outer.strikethrough ||
    (decoration ? decoration.includes('line-through') : /^(s|strike|del)$/.test(localName)) ||
    /^(single|double)$/.test(styleOf(element, 'text-line-through'));
  const script = scriptOf(element) ?? outer.script;
  const address = localName === 'a' ? addressOf(element.getAttribute('href') ?? '') : outer.href;
  return {
    ...(isStrong && { strong: true }),
    ...(isEmphasis && { emphasis: true }),
    ...(isStruck && { strikethrough: true }),
    ...(script && { script }),
    ...(address && { href: address }),
  };
}

/** Whether an element raises or lowers its letters. */
export function scriptOf(element: Element): Marks['script'] {
  if (element.localName === 'sup') return 'super';
  if (element.localName === 'sub') return 'sub';
  const align = styleOf(element, 'vertical-align') || styleOf(element, 'font-variant-position');
  if (/^(super|sub)$/.test(align)) return align as Marks['script'];
  // A length means it where the letters are smaller too; else it only puts something into its place.
  const raised =
    Number.parseFloat(styleOf(element, 'mso-text-raise')) ||
    (styleOf(element, 'font-size') && /^-?[\d.]+(pt|px|em|%)$/.test(align) ? Number.parseFloat(align) : 0);
  return raised ? (raised > 0 ? 'super' : 'sub') : undefined;
}

/** Whether it is a link that leads nowhere from here; those within a page are none. */
export function isLostLink(element: Element, marks: Marks): boolean {
  const href = element.localName === 'a' ? (element.getAttribute('href') ?? '') : '';
  return !marks.href && href !== '' && !/^\s*(#|javascript:)/i.test(href);
}

/** Only addresses that are whole: a path would be one of our own pages. */
function addressOf(href: string): string | undefined {
  if (!/^(https?|mailto):/i.test(href) || !URL.canParse(href)) return undefined;
  const { hostname, pathname, searchParams } = new URL(href);
  const wrapped = /^(www\.)?google\.com$/.test(hostname) && pathname === '/url' ? searchParams.get('q') : null;
  const address = wrapped ?? href;
  return mayLinkTo(address) ? address : undefined;
}

/** Which of Word's lists a paragraph is an item of, at which level, and whether its items have bullets. */
export function listOfWord(element: Element): { list: string; level: number; isBullet: boolean } | undefined {
  const [, list, level] = /^(l\d+)\s+level(\d+)/.exec(styleOf(element, 'mso-list')) ?? [];
  if (!list) return undefined;
  return { list, level: Number(level), isBullet: /^(bullet|image)$/.test(styleOf(element, 'mso-level-number-format')) };
}

/** The character that a small picture stands for. */
export function pictogram(image: Element): string {
  const alternative = image.getAttribute('alt') ?? '';
  return /^\p{Extended_Pictographic}(\p{Emoji_Component}|\p{Extended_Pictographic})*$/u.test(alternative)
    ? alternative
    : '';
}
