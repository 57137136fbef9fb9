export type Section = { key: string; name: string; description: string };
export type Tag = { key: string; name: string };
export type Author = { key: string; name: string };

/** Last parts of addresses of sections, tags and authors. */
export function isTopicKey(value: string): boolean {
  return value.length <= 80 && /^[a-z0-9]+(-[a-z0-9]+)*$/.test(value);
}
