import { DomHandler, DomUtils, ElementType, Parser } from 'htmlparser2';

/** Deeper than any text is nested. */
const DEEPEST = 250;

export type XmlNode = DomHandler['dom'][number];
export type XmlElement = Extract<XmlNode, { attribs: unknown }>;

/**
 * The elements at the top of a text of XML. Entities that a file defines itself stand as they are written. Throws a
 * RangeError for one that is nested too deep.
 */
export function parseXml(text: string): XmlElement[] {
  const handler = new ShallowHandler();
  new Parser(handler, { xmlMode: true }).end(text);
  return handler.dom.filter(isElement);
}

class ShallowHandler extends DomHandler {
  override onopentag(name: string, attributes: Record<string, string>): void {
    if (this.tagStack.length > DEEPEST) throw new RangeError('nested too deep');
    super.onopentag(name, attributes);
  }
}

export function isElement(node: XmlNode): node is XmlElement {
  return ElementType.isTag(node);
}

/** The name without its prefix, which each file chooses for itself. */
export function localName({ name }: { name: string }): string {
  return name.slice(name.indexOf(':') + 1);
}

/** Its children of a name. */
export function childrenOf(element: XmlElement | undefined, name: string): XmlElement[] {
  return (element?.children ?? []).filter(isElement).filter((child) => localName(child) === name);
}

/** The first one down a path of names; undefined where there is none. */
export function childOf(element: XmlElement | undefined, ...path: string[]): XmlElement | undefined {
  return path.reduce<XmlElement | undefined>((found, name) => childrenOf(found, name)[0], element);
}

/** All elements below with one of these names, in order. */
export function below(element: XmlElement, ...names: string[]): XmlElement[] {
  return DomUtils.findAll((child) => names.includes(localName(child)), element.children);
}

/** Its letters as one line. */
export function lineOf(element: XmlElement | undefined): string {
  return element ? lettersOf(element).replace(/\s+/g, ' ').trim() : '';
}

/** Its letters as they are written. */
export function lettersOf(element: XmlElement): string {
  return DomUtils.textContent(element);
}

/** An attribute without regard to its prefix; empty where there is none. */
export function attributeOf(element: XmlElement | undefined, name: string): string {
  const [, value = ''] =
    Object.entries(element?.attribs ?? {}).find(([key]) => key.slice(key.indexOf(':') + 1) === name) ?? [];
  return value;
}
