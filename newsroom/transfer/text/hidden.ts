import { styleOf } from './styles.ts';
import { attribute, childElements, type Element, hasAttribute, isElement, isText } from './tree.ts';

const NEVER_SEEN = new Set(
  (
    'annotation annotation-xml base basefont bgsound col colgroup head link meta noembed noframes param rp script ' +
    'source style template title track'
  ).split(' '),
);

/** Whether an element is none that anybody reads: its letters are no words of the text. */
export function isNeverSeen(element: Element): boolean {
  return (
    NEVER_SEEN.has(element.tagName) ||
    (element.tagName === 'input' && attribute(element, 'type') === 'hidden') ||
    (attribute(element, 'aria-hidden') === 'true' && isSign(element))
  );
}

/** The sign of a button or an anchor, such as + or #. */
function isSign({ childNodes }: Element): boolean {
  const [only] = childNodes;
  return childNodes.length === 1 && only !== undefined && isText(only) && !/[\p{L}\p{N}\p{So}]/u.test(only.value);
}

/** Whether readers saw nothing of it, although it has words. */
export function isHidden(element: Element): boolean {
  return (
    /^(datalist|xml)$/.test(element.tagName) ||
    hasAttribute(element, 'hidden') ||
    (element.tagName === 'dialog' && !hasAttribute(element, 'open')) ||
    // What a word processor remembers that somebody has deleted.
    (element.tagName === 'del' && /^mailto:/i.test(attribute(element, 'cite'))) ||
    styleOf(element, 'display') === 'none' ||
    styleOf(element, 'visibility') === 'hidden' ||
    styleOf(element, 'mso-hide') === 'all' ||
    /^comment/.test(styleOf(element, 'mso-element')) ||
    /(^|\s)msocomanchor(\s|$)/.test(attribute(element, 'class')) ||
    isSecondFormula(element)
  );
}

/** Formulas stand in a page twice: once for machines, and then as drawn. */
function isSecondFormula(element: Element): boolean {
  const { parentNode } = element;
  if (!/(^|\s)(katex-html|MathJax)(\s|$)/.test(attribute(element, 'class')) || !parentNode) return false;
  const first = 'tagName' in parentNode ? parentNode.childNodes.find(isElement) : undefined;
  return (
    first !== undefined &&
    first !== element &&
    [first, ...childElements(first)].some(({ tagName }) => tagName === 'math')
  );
}
