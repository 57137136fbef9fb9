import { isLanguageTag, type Marks } from '#blocks/spans';
import type { HtmlReader } from './html-reader.ts';
import { styleOf } from './styles.ts';
import { attribute, type Element } from './tree.ts';

/**
 * The marks that hold inside an element, by its tag and then by its style, which may take them back: Google wraps
 * everything in a <b> that is not bold.
 */
export function marksOf(element: Element, outer: Marks, read: HtmlReader): Marks {
  const { tagName } = element;
  const weight = styleOf(element, 'font-weight');
  const slant = styleOf(element, 'font-style');
  const isStrong = weight ? /^(bold|bolder|[6-9]00)$/.test(weight) : outer.strong || /^(b|strong)$/.test(tagName);
  const isEmphasis = slant ? /^(italic|oblique)/.test(slant) : outer.emphasis || /^(i|em)$/.test(tagName);
  const script = scriptOf(element) ?? outer.script;
  const href = tagName === 'a' ? linkOf(element, read) : outer.href;
  const lang = languageOf(element, read) ?? outer.lang;
  return {
    ...(isStrong && { strong: true }),
    ...(isEmphasis && { emphasis: true }),
    ...((outer.strikethrough || isStruckOut(element)) && { strikethrough: true }),
    ...(script && { script }),
    ...(href && { href }),
    ...(lang && { lang }),
  };
}

/** A line through the text around goes through what is inside, whatever the inside says. */
function isStruckOut(element: Element): boolean {
  const decoration = styleOf(element, 'text-decoration-line') || styleOf(element, 'text-decoration');
  if (/^(single|double)$/.test(styleOf(element, 'text-line-through'))) return true;
  return decoration ? decoration.includes('line-through') : /^(s|strike|del)$/.test(element.tagName);
}

function scriptOf(element: Element): Marks['script'] {
  if (element.tagName === 'sup') return 'super';
  if (element.tagName === 'sub') return 'sub';
  const align = styleOf(element, 'vertical-align');
  if (/^(super|sub)$/.test(align)) return align as Marks['script'];
  // A length means it where the letters are smaller too; else it only puts something into its place.
  const raised =
    Number.parseFloat(styleOf(element, 'mso-text-raise')) ||
    (styleOf(element, 'font-size') && /^-?[\d.]+(pt|px|em|%)$/.test(align) ? Number.parseFloat(align) : 0);
  return raised ? (raised > 0 ? 'super' : 'sub') : undefined;
}

/** Links within a page, and those that only run a script, are none; of others that lead nowhere a note is made. */
function linkOf(element: Element, read: HtmlReader): string | undefined {
  const address = attribute(element, 'href').trim();
  if (!address || address.startsWith('#')) return undefined;
  const href = read.link(address);
  if (!href) read.note('link', '', address);
  return href;
}

const INLINE = new Set('a abbr b bdi bdo cite dfn em i q s small span strong sub sup u'.split(' '));

/**
 * Word writes on every paragraph which language it thinks it is in, in capitals: only what somebody marked inside of a
 * line counts.
 */
function languageOf(element: Element, read: HtmlReader): string | undefined {
  const tag = attribute(element, 'lang') || attribute(element, 'xml:lang');
  if (!INLINE.has(element.tagName) || !isLanguageTag(tag) || tag.split('-')[0] === read.language) return undefined;
  return tag;
}
