/** What an address's last part may look like; the database holds the same rule. */
export function isSlug(value: string): boolean {
  return value.length <= 120 && /^[a-z0-9]+(-[a-z0-9]+)*$/.test(value);
}

/** How the last part of an address begins that has been made of no headline yet. */
export const UNTITLED = 'untitled-';

/** Whether a slug stands for a headline that is still to come. */
export function isUntitled(slug: string): boolean {
  return slug.startsWith(UNTITLED);
}
