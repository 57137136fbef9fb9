import { cardHtml, escaped, listOf, objectOf } from '#newsroom/transfer/ghost/card-html';
import type { GhostHtml } from '#newsroom/transfer/ghost/lexical-html';

/** Kinds of sections. */
const MARKUP = 1;
const IMAGE = 2;
const LIST = 3;
const CARD = 10;
/** Kinds of markers. */
const ATOM = 1;

const SECTION_TAG = /^(p|h[1-6]|blockquote|aside|pull-quote)$/;
const MARKUP_TAG = /^(a|b|code|em|i|s|strike|del|strong|sub|sup|u|mark|span)$/;

type Mobiledoc = { atoms: unknown[]; cards: unknown[]; markups: unknown[]; sections: unknown[] };

/** A Mobiledoc document (0.3, Ghost 1 to 4) as HTML; undefined for other versions and what is none. */
export function mobiledocHtml(document: unknown): GhostHtml | undefined {
  const { version, atoms, cards, markups, sections } = objectOf(document);
  if (!/^0\.3\./.test(String(version)) || !Array.isArray(sections)) return undefined;
  const parts = { atoms: listOf(atoms), cards: listOf(cards), markups: listOf(markups), sections };
  const made: GhostHtml = { html: '', leftOut: [] };
  made.html = sections.map((section) => sectionHtml(listOf(section), parts, made)).join('');
  return made;
}

function sectionHtml(section: unknown[], parts: Mobiledoc, made: GhostHtml): string {
  const [kind, value, items] = section;
  if (kind === MARKUP) {
    const name = String(value).toLowerCase();
    const tag = name === 'pull-quote' || name === 'aside' ? 'blockquote' : SECTION_TAG.test(name) ? name : 'p';
    return `<${tag}>${markersHtml(listOf(items), parts)}</${tag}>`;
  }
  if (kind === IMAGE) return `<figure><img src="${escaped(value)}" alt=""></figure>`;
  if (kind === LIST) {
    const tag = value === 'ol' ? 'ol' : 'ul';
    return `<${tag}>${listOf(items)
      .map((item) => `<li>${markersHtml(listOf(item), parts)}</li>`)
      .join('')}</${tag}>`;
  }
  if (kind !== CARD) return '';
  const [name, payload] = listOf(parts.cards[Number(value)]);
  const { html, leftOut } = cardHtml(String(name), objectOf(payload));
  if (leftOut) made.leftOut.push(leftOut);
  return html;
}

/** Texts that open and close markups: `[0, [1, 2], 1, "text"]` opens two, and closes one behind it. */
function markersHtml(markers: unknown[], { atoms, markups }: Mobiledoc): string {
  const open: string[] = [];
  let html = '';
  for (const marker of markers) {
    const [kind, opened, closed, value] = listOf(marker);
    for (const index of listOf(opened)) {
      const [name, attributes] = listOf(markups[Number(index)]);
      const tag = MARKUP_TAG.test(String(name)) ? String(name) : 'span';
      open.push(tag);
      html += `<${tag}${tag === 'a' ? ` href="${escaped(attributeOf(attributes, 'href'))}"` : ''}>`;
    }
    html += kind === ATOM ? atomHtml(listOf(atoms[Number(value)])) : escaped(value);
    for (const tag of open.splice(Math.max(0, open.length - Number(closed || 0))).reverse()) html += `</${tag}>`;
  }
  return (
    html +
    open
      .reverse()
      .map((tag) => `</${tag}>`)
      .join('')
  );
}

function atomHtml([name, text]: unknown[]): string {
  return name === 'soft-return' ? '<br>' : escaped(text);
}

/** Attributes are a flat list of names and values. */
function attributeOf(attributes: unknown, name: string): unknown {
  const list = listOf(attributes);
  const index = list.indexOf(name);
  return index % 2 === 0 ? list[index + 1] : '';
}
