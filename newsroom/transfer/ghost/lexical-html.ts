import { type Card, cardHtml, escaped, objectOf } from '#newsroom/transfer/ghost/card-html';

/** A text as HTML, with what of it is left out. */
export type GhostHtml = { html: string; leftOut: NonNullable<Card['leftOut']>[]; isTooDeep?: boolean };

/** Bits of a text’s format. */
const FORMATS = [
  [1, 'strong'],
  [2, 'em'],
  [4, 's'],
  [8, 'u'],
  [16, 'code'],
  [32, 'sub'],
  [64, 'sup'],
  [128, 'mark'],
] as const;

const TAGS = new Map([
  ['paragraph', 'p'],
  ['quote', 'blockquote'],
  ['aside', 'blockquote'],
  ['listitem', 'li'],
]);

/** Deeper than lists in lists in quotes. */
const DEPTH_LIMIT = 60;

/** A Lexical document (Ghost 5 and later) as HTML; undefined for what is none. */
export function lexicalHtml(document: unknown): GhostHtml | undefined {
  const { root } = objectOf(document);
  const { children } = objectOf(root);
  if (!Array.isArray(children)) return undefined;
  const made: GhostHtml = { html: '', leftOut: [] };
  made.html = nodesHtml(children, made, 1);
  return made;
}

function nodesHtml(nodes: readonly unknown[], made: GhostHtml, depth: number): string {
  if (depth > DEPTH_LIMIT) {
    made.isTooDeep = true;
    return '';
  }
  return nodes.map((node) => nodeHtml(objectOf(node), made, depth)).join('');
}

function nodeHtml(node: Record<string, unknown>, made: GhostHtml, depth: number): string {
  const type = String(node.type ?? '').replace(/^extended-/, '');
  if (type === 'linebreak') return '<br>';
  if (type === 'tab') return ' ';
  if (typeof node.text === 'string' && !node.children) return textHtml(node);
  if (!Array.isArray(node.children)) {
    const { html, leftOut } = cardHtml(type, node);
    if (leftOut) made.leftOut.push(leftOut);
    return html;
  }
  const content = nodesHtml(node.children, made, depth + 1);
  if (type === 'link' || type === 'autolink' || type === 'at-link') {
    return `<a href="${escaped(node.url)}">${content}</a>`;
  }
  const tag = tagOf(type, node);
  return tag ? `<${tag}${tag === 'ol' ? startOf(node) : ''}>${content}</${tag}>` : content;
}

function tagOf(type: string, { tag, listType }: Record<string, unknown>): string | undefined {
  if (type === 'heading') return /^h[1-6]$/.test(String(tag)) ? String(tag) : 'h2';
  if (type === 'list') return tag === 'ol' || listType === 'number' ? 'ol' : 'ul';
  return TAGS.get(type);
}

/** The number that a list begins with, where it is another than 1. */
function startOf({ start }: Record<string, unknown>): string {
  return typeof start === 'number' && Number.isSafeInteger(start) && start !== 1 ? ` start="${start}"` : '';
}

function textHtml({ text, format }: Record<string, unknown>): string {
  const bits = typeof format === 'number' ? format : 0;
  return FORMATS.reduce((html, [bit, tag]) => (bits & bit ? `<${tag}>${html}</${tag}>` : html), escaped(text));
}
