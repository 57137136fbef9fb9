import type { Picture } from '#newsroom/media/picture';

export type Section = { key: string; name: string; description: string };
export type Tag = { key: string; name: string };
export type Author = { key: string; name: string };

/** An author as the author's own page shows them. */
export type AuthorProfile = Author & {
  /** Empty where nobody has written one in the language. */
  biography: string;
  picture: Picture | null;
};

/** Last parts of addresses of sections, tags and authors. */
export function isTopicKey(value: string): boolean {
  return value.length <= 80 && /^[a-z0-9]+(-[a-z0-9]+)*$/.test(value);
}

/**
 * What no section may be called: the first parts of addresses that something else answers to. PostgreSQL holds the same
 * list as a check of the table (migration pages), and a test compares the two.
 */
export const RESERVED_KEYS: readonly string[] = [
  ...['about', 'contacts', 'advertising', 'privacy', 'rules', 'corrections'],
  ...[
    'post',
    'tag',
    'author',
    'archive',
    'search',
    'offline',
    'feed',
    'feeds',
    'live',
    'admin',
    'api',
    'media',
    'assets',
  ],
];
