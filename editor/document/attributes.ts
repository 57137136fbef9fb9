// Attributes of nodes travel through the clipboard as data-*, which mean nothing to a browser.

/** A text. */
export function textAttribute(name: string) {
  return {
    default: '',
    parseHTML: (element: HTMLElement) => element.getAttribute(`data-${name}`) ?? '',
    renderHTML: (attributes: Record<string, string>) => ({ [`data-${name}`]: attributes[name] }),
  };
}

/** A value as JSON. The clipboard may say anything: `read` makes of it what a node may hold. */
export function jsonAttribute<Value>(
  name: string,
  fallback: Value,
  read: (given: unknown, element: HTMLElement) => Value,
) {
  return {
    default: fallback,
    parseHTML(element: HTMLElement) {
      try {
        return read(JSON.parse(element.getAttribute(`data-${name}`) ?? ''), element);
      } catch {
        return fallback;
      }
    },
    renderHTML: (attributes: Record<string, unknown>) => ({ [`data-${name}`]: JSON.stringify(attributes[name]) }),
  };
}
