import { isNeverSeen } from './hidden.ts';
import { styleOf } from './styles.ts';
import { attribute, type Element, hasClass, isElement, isText, type TreeNode } from './tree.ts';

// What stands in lines of its own on a page, and what stands apart in one.

const LINES = new Set(
  (
    'address article aside blockquote body button caption center dd details dialog dir div dl dt fieldset figcaption ' +
    'figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr legend li main menu nav ol option p pre search section ' +
    'summary table tbody td tfoot th thead tr ul wp-block'
  ).split(' '),
);

/** Whether it stands in lines of its own. */
export function startsLine(element: Element): boolean {
  return (
    LINES.has(element.tagName) || /^(block|flex|grid|table|list-item|flow-root)$/.test(styleOf(element, 'display'))
  );
}

/** Whether it stands apart from what is written before and after it on the same line. */
export function standsApart(element: Element): boolean {
  const parent = element.parentNode;
  return (
    /^(inline-(block|flex|grid|table)|table-cell)$/.test(styleOf(element, 'display')) ||
    /^(left|right)$/.test(styleOf(element, 'float')) ||
    Boolean(parent && 'tagName' in parent && /^(inline-)?(flex|grid)$/.test(styleOf(parent, 'display'))) ||
    hasClass(element, /(^|[-_])(btn|button)([-_]|$)/)
  );
}

/** Whether line breaks inside are line breaks. */
export function keepsLines(element: Element): boolean {
  return (
    /^(pre|xmp|listing)$/.test(element.tagName) ||
    /^(pre|pre-wrap|pre-line|break-spaces)$/.test(styleOf(element, 'white-space'))
  );
}

/** What can be read of some nodes as one line, pictures by what is said of them; at any depth. */
export function visibleLetters(nodes: readonly TreeNode[]): string {
  const letters: string[] = [];
  const open: (TreeNode | ' ')[] = [...nodes].reverse();
  for (let node = open.pop(); node; node = open.pop()) {
    if (node === ' ') letters.push(node);
    else if (isText(node)) letters.push(node.value);
    else if (isElement(node) && !isNeverSeen(node)) {
      const isApart = node.tagName === 'br' || startsLine(node);
      if (node.tagName === 'img') letters.push(` ${attribute(node, 'alt')} `);
      if (isApart) {
        letters.push(' ');
        open.push(' ');
      }
      for (let at = node.childNodes.length - 1; at >= 0; at--) open.push(node.childNodes[at] as TreeNode);
    }
  }
  return letters.join('');
}
