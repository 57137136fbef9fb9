export const ROLES = ['contributor', 'translator', 'author', 'editor', 'chief', 'administrator'] as const;

export type Role = (typeof ROLES)[number];
