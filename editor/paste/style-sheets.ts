// Excel and Word say in a style sheet, by class, what is struck out, raised or hidden.

const READ = /^(display|list-style-type|text-decoration(-line)?|text-line-through|vertical-align|visibility|mso-.*)$/i;

/** Writes what the sheet says of classes, and of Word's lists, before each element's own style (data-style). */
export function writeClassStyles(page: Document, sheet: string): void {
  const rules = rulesOf(sheet);
  if (rules.size === 0) return;
  for (const element of page.querySelectorAll('[class], [data-style*="mso-list"]')) {
    const own = element.getAttribute('data-style') ?? '';
    const [, list, level] = /mso-list:\s*(l\d+)\s+level(\d+)/i.exec(own) ?? [];
    const named = [...[...element.classList].map((name) => `.${name}`), `@list ${list}:level${level}`];
    const styles = named.flatMap((name) => rules.get(name) ?? []);
    if (styles.length > 0) element.setAttribute('data-style', [...styles, own].join(';'));
  }
}

/** What is declared for each class and for each level of Word's lists. */
function rulesOf(sheet: string): Map<string, string[]> {
  const rules = new Map<string, string[]>();
  for (const [, selectors = '', body = ''] of sheet.replace(/<!--|-->/g, '').matchAll(/([^{}]+)\{([^{}]*)\}/g)) {
    const declarations = body.split(';').filter((each) => READ.test((each.split(':')[0] ?? '').trim()));
    if (declarations.length === 0) continue;
    for (const selector of selectors.split(',')) {
      const name = /^\s*(?:[a-z]\w*)?(\.[\w-]+|@list l\d+:level\d+)\s*$/i.exec(selector)?.[1];
      if (name) rules.set(name, [...(rules.get(name) ?? []), ...declarations]);
    }
  }
  return rules;
}
