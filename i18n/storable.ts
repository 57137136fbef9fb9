/** U+0000, and halves of a surrogate pair without the other half: what PostgreSQL stores in no text. */
const UNSTORABLE = /\0|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g;

/** A text without the characters that PostgreSQL cannot store. */
export function storableText(text: string): string {
  return text.replace(UNSTORABLE, '');
}

/**
 * A value from outside (JSON, fields of a form) without the characters that PostgreSQL cannot store, in texts and names
 * of fields at any depth; `removed` counts them. All else stays as it is.
 */
export function storable(value: unknown): { value: unknown; removed: number } {
  let removed = 0;
  const clean = (text: string) => {
    const left = storableText(text);
    removed += text.length - left.length;
    return left;
  };
  const cleaned = (part: unknown): unknown => {
    if (typeof part === 'string') return clean(part);
    if (Array.isArray(part)) return part.map(cleaned);
    if (!part || Object.getPrototypeOf(part) !== Object.prototype) return part;
    return Object.fromEntries(Object.entries(part).map(([name, inner]) => [clean(name), cleaned(inner)]));
  };
  return { value: cleaned(value), removed };
}
