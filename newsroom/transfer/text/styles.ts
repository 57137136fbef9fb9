import { allIn, attribute, type Element, isElement, lettersIn, type TreeNode } from './tree.ts';

// What styles say that matters to a text: Google, Word and Excel have no tags for bold, struck out or raised.

const READ =
  /^(font-(size|style|weight)|list-style(-type)?|text-decoration(-line)?|text-line-through|vertical-align|mso-.*)$/;

const declared = new WeakMap<Element, Map<string, string>>();

/** What an element's own style says of a property, in small letters; of several declarations the last. */
export function styleOf(element: Element, property: string): string {
  const known = declared.get(element);
  if (known) return known.get(property) ?? '';
  const style = attribute(element, 'style');
  if (!style) return '';
  const declarations = new Map(declarationsOf(style));
  declared.set(element, declarations);
  return declarations.get(property) ?? '';
}

function declarationsOf(style: string): [property: string, value: string][] {
  return style.split(';').flatMap((declaration): [string, string][] => {
    const colon = declaration.indexOf(':');
    if (colon < 0) return [];
    const value = declaration.slice(colon + 1).replace(/!\s*important/i, '');
    return [[declaration.slice(0, colon).trim().toLowerCase(), value.trim().toLowerCase()]];
  });
}

/** Gives each element what the style sheets among some nodes say of its classes, and of Word's lists. */
export function applyClassStyles(nodes: readonly TreeNode[]): void {
  const sheets: string[] = [];
  for (const node of allIn(nodes)) if (node.nodeName === 'style') sheets.push(lettersIn([node]));
  const rules = rulesOf(sheets.join('\n'));
  if (rules.size === 0) return;
  for (const node of allIn(nodes)) if (isElement(node)) applyRules(node, rules);
}

function applyRules(element: Element, rules: ReadonlyMap<string, [string, string][]>): void {
  const own = declarationsOf(attribute(element, 'style'));
  const [, list, level] = /^(l\d+)\s+level(\d+)/.exec(new Map(own).get('mso-list') ?? '') ?? [];
  const classes = attribute(element, 'class').split(/\s+/);
  const named = [...classes.map((name) => `.${name}`), ...(list ? [`@list ${list}:level${level}`] : [])];
  const styles = named.flatMap((name) => rules.get(name) ?? []);
  if (styles.length > 0) declared.set(element, new Map([...styles, ...own]));
}

/** What is declared for each class and for each level of Word's lists. */
function rulesOf(sheet: string): Map<string, [string, string][]> {
  const rules = new Map<string, [string, string][]>();
  for (const rule of sheet.replace(/<!--|-->/g, '').split('}')) {
    const brace = rule.indexOf('{');
    const declarations = declarationsOf(rule.slice(brace + 1)).filter(([property]) => READ.test(property));
    if (brace < 0 || declarations.length === 0) continue;
    for (const selector of rule.slice(0, brace).split(',')) {
      const name = /^(?:[a-z]\w*)?(\.[\w-]+|@list l\d+:level\d+)$/i.exec(selector.trim())?.[1];
      if (name) rules.set(name, [...(rules.get(name) ?? []), ...declarations]);
    }
  }
  return rules;
}
