import { captionedRule, galleryOf } from './figure-rule.ts';
import type { AttachedPicture, HtmlReader, Rule } from './html-reader.ts';
import { pictureNamed } from './picture-rule.ts';
import { END } from './pieces.ts';
import { quoteRule } from './quote-rule.ts';
import { attribute, type Element, lettersIn, treeOf } from './tree.ts';
import { unknownShortcodeRule } from './unknown-shortcode-rule.ts';

/** A shortcode of WordPress (wordpress-markup.ts). */
export const shortcodeRule: Rule = (element, place, read, out) => {
  const name = attribute(element, 'name');
  const rule = RULES.find(([pattern]) => pattern.test(name))?.[1];
  if (!rule) return unknownShortcodeRule(element, place, read, out);
  read.gap();
  rule(element, place, read, out);
  read.gap();
};

const captionRule: Rule = (element, place, read, out) => {
  // As WordPress wrote it before 2012.
  const caption = attribute(element, 'at-caption');
  const inside = caption && !lettersIn(element.childNodes).trim() ? treeOf(caption) : [];
  captionedRule({ ...element, childNodes: [...element.childNodes, ...inside] }, place, read, out);
};

const galleryRule: Rule = (element, _, read, out) => {
  const names = galleryNames(element, read);
  if (names.length === 0) read.note('shortcode', '', attribute(element, 'written'));
  out.push(END, ...galleryOf(names.map((name) => pictureNamed(name, read))), END);
};

/**
 * The pictures of a gallery: those that it names, or that were uploaded to the story, or to the one whose number it
 * names. In its order, as WordPress has it: as they are named, by their places and numbers, by their titles.
 */
function galleryNames(element: Element, read: HtmlReader): string[] {
  const list = (name: string) =>
    attribute(element, `at-${name}`)
      .split(/[\s,]+/)
      .filter((id) => /^\d+$/.test(id));
  const named = list('ids').length > 0 ? list('ids') : list('include');
  const [story = ''] = list('id');
  const known = [...read.attached.values()].flat();
  const pictures: readonly AttachedPicture[] =
    named.length > 0
      ? named.map((id) => known.find(({ name }) => name === `id:${id}`) ?? { name: `id:${id}` })
      : (read.attached.get(story) ?? []);
  const excluded = new Set(list('exclude').map((id) => `id:${id}`));
  const shown = pictures.filter(({ name }) => named.length > 0 || !excluded.has(name));
  return inOrder(element, shown, list('ids').length > 0).map(({ name }) => name.replace(/^id:/, ''));
}

function inOrder(element: Element, pictures: readonly AttachedPicture[], areNamed: boolean): AttachedPicture[] {
  const by = attribute(element, 'at-orderby').toLowerCase() || (areNamed ? 'post__in' : 'menu_order id');
  // Those in no order at all come as they are; those by date, by their numbers.
  if (/post__in|rand|none/.test(by)) return [...pictures];
  const number = ({ name }: AttachedPicture) => Number(/^id:(\d+)$/.exec(name)?.[1] ?? Number.MAX_SAFE_INTEGER);
  const compare = (one: AttachedPicture, other: AttachedPicture) =>
    (by.includes('title') ? (one.title ?? '').localeCompare(other.title ?? '', 'en') : 0) ||
    (by.includes('menu_order') ? (one.place ?? 0) - (other.place ?? 0) : 0) ||
    number(one) - number(other);
  const sorted = pictures.toSorted(compare);
  return /^desc$/i.test(attribute(element, 'at-order')) ? sorted.reverse() : sorted;
}

const dividerRule: Rule = (_, __, ___, out) => {
  out.push(END, { kind: 'block', block: { type: 'divider' } }, END);
};

const spaceRule: Rule = (element, place, read, out) => {
  out.push(END);
  read.into(out, element.childNodes, place);
  out.push(END);
};

/** What only its plugin can show. Its attributes are names of its own, not words for readers. */
const pluginRule: Rule = (element, place, read, out) => {
  read.note('shortcode', '', attribute(element, 'written'));
  out.push(END);
  read.into(out, element.childNodes, place);
  out.push(END);
};

/** HTML that a builder has packed so that nothing touches it. */
const packedRule: Rule = (element, place, read, out) => {
  out.push(END);
  read.into(out, treeOf(unpacked(lettersIn(element.childNodes))), place);
  out.push(END);
};

function unpacked(letters: string): string {
  const html = Buffer.from(letters.trim(), 'base64').toString('utf8');
  try {
    return decodeURIComponent(html);
  } catch {
    return html;
  }
}

const RULES: [name: RegExp, rule: Rule][] = [
  [/^(wp_)?caption$/, captionRule],
  [/^gallery$/, galleryRule],
  [
    /^(contact-form(-7)?|\w*forms?|mc4wp_form|mailpoet_form|(rev_|layer|meta)slider|instagram-feed|playlist)$/,
    pluginRule,
  ],
  [/^(vc_raw_html)$/, packedRule],
  [/(^|[_-])(separator|divider|hr)$/, dividerRule],
  [/(^|[_-])(empty_space|spacer?|clear(fix)?|gap|nextpage|more)$/, spaceRule],
  [/^(pull|block)?quote$|_(block|pull)quote$/, quoteRule],
];
