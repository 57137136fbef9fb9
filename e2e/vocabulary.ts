import { readFileSync } from 'node:fs';
import { join } from 'node:path';

// The whole vocabulary of schema.org, read from the types that Google makes of it (package schema-dts).
const SOURCE = readFileSync(join(import.meta.dirname, '../node_modules/schema-dts/dist/schema.d.ts'), 'utf8');

/** Own properties of each class, with the names in their range, and the classes above it. */
const CLASSES = new Map<string, { above: string[]; properties: Map<string, string[]> }>();
for (const [, name = '', above = '', body = ''] of SOURCE.matchAll(
  /^(?:export )?interface (\w+)(?:<[^>]*>)? extends ([^{]+) \{\n(.*?)^\}/gms,
)) {
  const properties = [...body.matchAll(/^ {4}"(\w+)"\?: SchemaValue<(.+), "\1">;$/gm)].map(
    ([, property = '', range = '']) => [property, range.split(' | ')] as const,
  );
  CLASSES.set(name, { above: above.split(', '), properties: new Map(properties) });
}

/** Everything that a class is, itself first. */
function lineOf(name: string): string[] {
  return [name, ...(CLASSES.get(name)?.above.flatMap(lineOf) ?? [])];
}

const classNames = (type: string) => (CLASSES.has(`${type}Leaf`) ? lineOf(`${type}Leaf`) : []);
const TEXTS = ['Text', 'URL', 'Distance', 'Integer', 'Number'];
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/;

/**
 * What in a piece of JSON-LD the vocabulary does not know, each with its place; dates must be whole and have a zone.
 */
export function unknownIn(value: unknown, place = '$', range?: string[]): string[] {
  if (Array.isArray(value)) return value.flatMap((item, index) => unknownIn(item, `${place}[${index}]`, range));
  if (typeof value === 'string') {
    if (!range || TEXTS.some((text) => range.includes(text))) return value === '' ? [`${place}: empty`] : [];
    const isDate = range.includes('Date') && /^\d{4}(-\d{2}(-\d{2})?)?$/.test(value);
    return isDate || (range.includes('DateTime') && INSTANT.test(value))
      ? []
      : [`${place}: “${value}” is none of ${range.join(', ')}`];
  }
  if (typeof value === 'number')
    return range?.some((name) => name === 'Integer' || name === 'Number') ? [] : [`${place}: no number`];
  if (typeof value === 'boolean') return range?.includes('Boolean') ? [] : [`${place}: no yes or no`];
  if (typeof value !== 'object' || value === null) return [`${place}: ${value}`];

  const { '@type': type, ...properties } = value as Record<string, unknown>;
  if (type === undefined) {
    const graph = properties['@graph'];
    if (graph)
      return properties['@context'] === 'https://schema.org' ? unknownIn(graph, place) : [`${place}: no context`];
    return Object.keys(properties).join() === '@id' ? [] : [`${place}: no type`];
  }
  const line = classNames(String(type));
  if (line.length === 0) return [`${place}: no such type as ${type}`];
  if (range && !range.some((name) => line.includes(`${name}Base`) || line.includes(`${name}Leaf`))) {
    return [`${place}: ${type} is none of ${range.join(', ')}`];
  }
  return Object.entries(properties).flatMap(([name, inner]) => {
    if (name === '@id' || /-(input|output)$/.test(name))
      return typeof inner === 'string' ? [] : [`${place}.${name}: no text`];
    const inside = line.map((above) => CLASSES.get(above)?.properties.get(name)).find(Boolean);
    return inside ? unknownIn(inner, `${place}.${name}`, inside) : [`${place}: ${type} has no ${name}`];
  });
}
