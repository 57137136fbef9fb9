/** Namespaces of an export, with the prefixes that WordPress writes for them; their versions differ. */
const USUAL: { pattern: RegExp; prefix: string }[] = [
  { pattern: /^https?:\/\/wordpress\.org\/export\/[^/]+\/excerpt\/?$/, prefix: 'excerpt' },
  { pattern: /^https?:\/\/wordpress\.org\/export\/[^/]+\/?$/, prefix: 'wp' },
  { pattern: /^https?:\/\/purl\.org\/rss\/1\.0\/modules\/content\/?$/, prefix: 'content' },
  { pattern: /^https?:\/\/purl\.org\/dc\/elements\/1\.1\/?$/, prefix: 'dc' },
];
const DECLARATION_LIMIT = 100;

/** Usual names of elements, whatever prefixes a file has for its namespaces: tools that rewrite XML make up their own. */
export class Namespaces {
  private readonly byPrefix = new Map<string, string>();

  /** Takes note of what an element’s attributes declare. */
  declare(attributes: Readonly<Record<string, string>>): void {
    for (const name in attributes) {
      if (!name.startsWith('xmlns:') || this.byPrefix.size > DECLARATION_LIMIT) continue;
      const prefix = usualPrefix(attributes[name]);
      if (prefix) this.byPrefix.set(name.slice('xmlns:'.length), prefix);
    }
  }

  /** `wp:post_id` for `ns0:post_id`, and for `post_id` in a namespace of its own. */
  usualName(name: string, attributes: Readonly<Record<string, string>>): string {
    const colon = name.indexOf(':');
    const prefix = colon < 0 ? usualPrefix(attributes.xmlns) : this.byPrefix.get(name.slice(0, colon));
    return prefix ? `${prefix}:${name.slice(colon + 1)}` : name;
  }
}

function usualPrefix(namespace: string | undefined): string | undefined {
  return namespace && USUAL.find(({ pattern }) => pattern.test(namespace.trim()))?.prefix;
}
