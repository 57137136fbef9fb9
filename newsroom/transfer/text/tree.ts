import { type DefaultTreeAdapterTypes, defaultTreeAdapter, html as names, parseFragment } from 'parse5';

// HTML as a tree, read as browsers read it. Everything here works on trees of any depth.

export type Element = DefaultTreeAdapterTypes.Element;
export type TreeNode = DefaultTreeAdapterTypes.ChildNode;

const FORMATTING = /<(\/?)(a|b|big|code|em|font|i|nobr|s|small|strike|strong|tt|u)(?=[\s/>])/gi;

/**
 * The nodes of an HTML text. Where marks that are never closed would be opened again in each of very many paragraphs,
 * as browsers do it, they mean nothing: a tree has no more elements than its text has letters.
 */
export function treeOf(html: string): TreeNode[] {
  return parsed(html) ?? parsed(html.replace(FORMATTING, '<$1no-$2'), Number.POSITIVE_INFINITY) ?? [];
}

class TooManyElements extends Error {}

function parsed(html: string, limit = html.length + 100): TreeNode[] | undefined {
  let elements = 0;
  const createElement: typeof defaultTreeAdapter.createElement = (...about) => {
    if (++elements > limit) throw new TooManyElements();
    return defaultTreeAdapter.createElement(...about);
  };
  const body = defaultTreeAdapter.createElement('body', names.NS.HTML, []);
  const treeAdapter = { ...defaultTreeAdapter, createElement };
  try {
    return parseFragment(body, html, { scriptingEnabled: false, treeAdapter }).childNodes;
  } catch (error) {
    if (error instanceof TooManyElements) return undefined;
    throw error;
  }
}

export function isElement(node: TreeNode): node is Element {
  return 'tagName' in node;
}

export function isText(node: TreeNode): node is DefaultTreeAdapterTypes.TextNode {
  return node.nodeName === '#text';
}

/** The value of an attribute; empty where there is none. */
export function attribute(element: Element, name: string): string {
  return element.attrs.find((each) => each.name === name)?.value ?? '';
}

/** The value of an attribute that somebody reads, as one line. */
export function lineIn(element: Element, name: string): string {
  return attribute(element, name)
    .replace(/[\u00ad\u200b\u2060\ufeff]/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}

export function hasAttribute(element: Element, name: string): boolean {
  return element.attrs.some((each) => each.name === name);
}

export function hasClass(element: Element, pattern: RegExp): boolean {
  return attribute(element, 'class')
    .split(/\s+/)
    .some((name) => pattern.test(name));
}

export function childElements(element: Element): Element[] {
  return element.childNodes.filter(isElement);
}

/** Everything inside of some nodes and they themselves, in the order of the text. */
export function* allIn(nodes: readonly TreeNode[]): Generator<TreeNode> {
  const open = [...nodes].reverse();
  for (let node = open.pop(); node; node = open.pop()) {
    yield node;
    if (isElement(node))
      for (let at = node.childNodes.length - 1; at >= 0; at--) open.push(node.childNodes[at] as TreeNode);
  }
}

/** The first element inside of one, or it itself, that is what is asked for. */
export function findIn(element: Element, isIt: (element: Element) => boolean): Element | undefined {
  for (const node of allIn([element])) if (isElement(node) && isIt(node)) return node;
  return undefined;
}

/** All letters inside of some nodes. */
export function lettersIn(nodes: readonly TreeNode[]): string {
  const letters: string[] = [];
  for (const node of allIn(nodes)) if (isText(node)) letters.push(node.value);
  return letters.join('');
}
