import { unserialize } from 'php-serialize';

/** Longer ones are none of those that are read here, letters. */
const LENGTH_LIMIT = 1_000_000;
/** A string with its length in bytes, `s:5:"wines";`. Those that are counted anew are names, addresses and captions. */
const STRING = /s:\d{1,9}:"([\s\S]{0,2000}?)";/g;

/**
 * A value that PHP has serialised; undefined where it cannot be read. Where somebody has replaced addresses in it as
 * text, the lengths of strings are wrong: they are counted again. Objects of classes come as plain ones.
 */
export function parsePhpValue(text: string): unknown {
  if (text === '' || text.length > LENGTH_LIMIT) return undefined;
  return parse(text) ?? parse(text.replace(STRING, (_, value) => `s:${Buffer.byteLength(value)}:"${value}";`));
}

function parse(text: string): unknown {
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
