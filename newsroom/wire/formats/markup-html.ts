import { escapeHtml } from '#blocks/html';
import { isElement, localName, type XmlElement, type XmlNode } from '#newsroom/wire/formats/xml-nodes';

/** What elements of NITF are called in HTML; all others that both have keep their names. */
const NITF_NAMES: Record<string, string> = {
  ...{ hl1: 'h2', hl2: 'h3', bq: 'blockquote', 'nitf-table': 'table', lang: 'span', location: 'span', person: 'span' },
  ...{ org: 'span', chron: 'span', num: 'span', money: 'span', block: 'div', abstract: 'div', dateline: 'p' },
};
/** Shown elsewhere, or not at all. */
const LEFT_OUT = new Set(['media', 'head', 'script', 'style', 'byline', 'note', 'body.head', 'body.end']);
const VOID = /^(area|br|col|hr|img|wbr)$/;

/** XHTML or NITF inside an item as HTML: without prefixes, with the names that HTML has. */
export function markupHtml(nodes: readonly XmlNode[]): string {
  return nodes.map(nodeHtml).join('');
}

function nodeHtml(node: XmlNode): string {
  if (isElement(node)) return elementHtml(node);
  if ('data' in node && node.type === 'text') return escapeHtml(node.data);
  // A CDATA section holds letters.
  return 'children' in node ? markupHtml(node.children) : '';
}

function elementHtml(element: XmlElement): string {
  const own = localName(element);
  if (LEFT_OUT.has(own)) return '';
  if (/^(html|nitf|body|body\.content)$/.test(own)) return markupHtml(element.children);
  const name = NITF_NAMES[own] ?? own;
  const attributes = Object.entries(element.attribs)
    .filter(([key]) => /^[a-z][\w-]*$/i.test(key) && !key.startsWith('xmlns'))
    .map(([key, value]) => ` ${key}="${escapeHtml(value).replaceAll('"', '&quot;')}"`)
    .join('');
  return VOID.test(name) ? `<${name}${attributes}>` : `<${name}${attributes}>${markupHtml(element.children)}</${name}>`;
}
