import { unserialize } from 'php-serialize';

/** Longer ones are none of those that are read here, letters. */
const LENGTH_LIMIT = 1_000_000;

/**
 * A value that PHP has serialised; undefined where it cannot be read, as after somebody has replaced addresses in it
 * without counting its letters again. Objects of classes come as plain ones.
 */
export function parsePhpValue(text: string): unknown {
  if (text.length > LENGTH_LIMIT) return undefined;
  try {
    return unserialize(text, {}, { strict: false });
  } catch {
    return undefined;
  }
}

/** What a PHP array has under a key of its own; undefined where it is none. */
export function phpEntry(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, key)
    ? (value as Record<string, unknown>)[key]
    : undefined;
}

/** Entries of a PHP array; none where it is none. */
export function phpEntries(value: unknown): [string, unknown][] {
  return typeof value === 'object' && value !== null ? Object.entries(value) : [];
}
