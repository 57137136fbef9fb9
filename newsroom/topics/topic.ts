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
