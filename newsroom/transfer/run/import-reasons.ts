import { PAGE_REASONS } from '#newsroom/transfer/site/page-reasons';

/** Why an item is left out or is not as it was. Each has a message (`import.reasons`): without it the code does not compile. */
export const IMPORT_REASONS = [
  // Left out.
  ...(['not-content', 'duplicate', 'unchanged', 'unchanged-here', 'edited-here', 'deleted-here', 'trash'] as const),
  ...(['language-not-on', 'mapped-to-nothing', 'uncategorized', 'no-name'] as const),
  ...(['no-such-section', 'no-such-author'] as const),
  // Pages of a site that are left out.
  ...PAGE_REASONS,
  // Drafts here.
  ...(['scheduled-in-the-past', 'private', 'password', 'in-review', 'no-date', 'no-title', 'no-text'] as const),
  // Changed.
  ...(['words-left-out', 'parts-left-out', 'pictures-missing', 'shortened', 'filed-otherwise'] as const),
  ...(['second-in-its-language', 'slug-made', 'slug-taken', 'was-pinned', 'search-texts', 'updated'] as const),
  // Pictures that are not taken in.
  ...(['no-file', 'no-address', 'not-fetched', 'not-a-picture', 'heic', 'too-heavy', 'too-large'] as const),
  ...(['avif-too-large', 'too-narrow', 'broken'] as const),
] as const;

export type ImportReason = (typeof IMPORT_REASONS)[number];

export function isImportReason(value: unknown): value is ImportReason {
  return (IMPORT_REASONS as readonly unknown[]).includes(value);
}
